#!/usr/bin/env bash
# arrow 1.4.0, pendulum 3.3.0: how long a night of October lasts depends on which function is asked.
#
# Expected: from 21:00 to 9:00 over the end of summer time are 13 hours in libraries that are made for zones; an hour-by-hour
#           range has 25 hours on that day; a day after 2:30 is the first 2:30 of the two.
# Really:   arrow says 12 hours, and its range leaves the second 2:00 out. pendulum counts 13 and writes "12 hours"; its day after
#           2:30 is the second one, arrow's the first.
# A user meets: on-call hours that are paid an hour short, and a handover an hour apart in two programs.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with arrow==1.4.0 pendulum==3.3.0 tzdata==2026.6
run_python 60 <<'END'
import arrow, pendulum
from observed import observe

zone = "Europe/Berlin"

def at(day, hour, minute=0):
    return arrow.Arrow(2026, 10, day, hour, minute, tzinfo=zone), pendulum.datetime(2026, 10, day, hour, minute, tz=zone)

(evening, evening_of_pendulum), (morning, morning_of_pendulum) = at(24, 21), at(25, 9)
observe("the night by UTC", (morning.to("UTC") - evening.to("UTC")).total_seconds() / 3600, 13.0)
observe("arrow", (morning - evening).total_seconds() / 3600, 12.0)
night = morning_of_pendulum - evening_of_pendulum
observe("pendulum", (night.total_hours(), night.in_words()), (13.0, "12 hours"))
hours = list(arrow.Arrow.range("hour", at(25, 0)[0], at(25, 23)[0]))
observe("arrow's hours of that day", (len(hours), [str(hour)[11:] for hour in hours[1:4]]),
        (24, ["01:00:00+02:00", "02:00:00+02:00", "03:00:00+01:00"]))
before, before_of_pendulum = at(24, 2, 30)
observe("a day after 2:30", (before.shift(days=1).isoformat(), before_of_pendulum.add(days=1).isoformat()),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"))
END
