#!/usr/bin/env python3
"""How long recurring-ical-events takes for all events of a year: `oncall.py FILE`, an iCalendar file of OnCallBench.

Prints the median of its runs in milliseconds and how many events there are, as JSON. Reading the file is not counted."""

import datetime
import json
import statistics
import sys
import time

import icalendar
import recurring_ical_events

RUNS = 5

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
begin = datetime.datetime(2026, 2, 1, tzinfo=datetime.timezone.utc)
end = datetime.datetime(2027, 2, 1, tzinfo=datetime.timezone.utc)
times = []
for _ in range(RUNS):
    started = time.perf_counter()
    events = recurring_ical_events.of(calendar).between(begin, end)
    times.append((time.perf_counter() - started) * 1000)
print(json.dumps({"milliseconds": statistics.median(times), "shifts": len(events)}))
