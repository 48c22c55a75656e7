"""What the incident of CostBenchmarks costs, by the same formula: prints the total and the milliseconds of each run as JSON."""

import json
import sys
import time

OPENING = 1772409600
END = OPENING + 72 * 3600
ROLES = ["incident_commander", "scribe", "liaison", "participant"]
WEIGHTS = {"incident_commander": 10, "scribe": 5, "liaison": 5, "participant": 10}  # tenths
RATE = 6250
RESPONSE = 300


def rows():
    roles, activities = {}, []
    for person in range(200):
        email = f"person-{person}@example.org"
        roles[email] = ROLES[person % 4]
        activities += sorted((email, OPENING + n * 7919 % 259200) for n in range(person, 50000, 200))
    return roles, activities


def cost(roles, activities):
    seconds, ends = {}, {}
    for person, at in activities:
        if at > END:
            continue
        # Each activity counts a while, and once where these overlap.
        end = at + RESPONSE
        seconds[person] = seconds.get(person, 0) + end - max(at, ends.get(person, at))
        ends[person] = end
    total = 0
    for person, count in seconds.items():
        amount, divisor = count * WEIGHTS[roles[person]] * RATE, 3600 * 10
        total += (2 * amount + divisor) // (2 * divisor)
    return total


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    roles, activities = rows()
    milliseconds, total = [], 0
    for _ in range(runs):
        began = time.perf_counter()
        total = cost(roles, activities)
        milliseconds.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"total": total, "runs": milliseconds}))


main()
