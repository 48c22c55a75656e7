#!/usr/bin/env bash
# dateparser 1.5.0: what somebody says a task is due by lies in the past.
#
# Expected: on a Wednesday "friday 17:00" and "by friday" are the next Friday, "2h" is in two hours, as "in 2h" is, and "17h"
#           is 17:00, as it is written in French, or nothing.
# Really:   "friday" is the last one, "2h" was two hours ago and "17h" 17 hours ago. With PREFER_DATES_FROM future "friday" is
#           right, and "monday" on a Monday is in a week.
# A user meets: a task that is overdue when it is made, and a commander who is told so at once.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with dateparser==1.5.0 tzdata==2026.6
run_python 60 <<'END'
import datetime
import dateparser
from observed import observe

def read(text, now, **settings):
    found = dateparser.parse(text, settings={"RELATIVE_BASE": now, **settings})
    return found and f"{found:%a %d %H:%M}"

wednesday, monday = datetime.datetime(2026, 12, 2, 14, 0), datetime.datetime(2026, 12, 7, 8, 0)
future = {"PREFER_DATES_FROM": "future"}
for text, settings, recorded in [
    ("in 2h", {}, "Wed 02 16:00"), ("2h", {}, "Wed 02 12:00"), ("2h", future, "Wed 02 16:00"), ("17h", {}, "Tue 01 21:00"),
    ("friday 17:00", {}, "Fri 27 17:00"), ("by friday", {}, "Fri 27 00:00"), ("friday 17:00", future, "Fri 04 17:00"),
]:
    observe(f"Wednesday 2 December, 14:00: {text!r} {settings}", read(text, wednesday, **settings), recorded)
observe("Monday 7 December, 8:00: 'monday 17:00', future", read("monday 17:00", monday, **future), "Mon 14 17:00")
END
