#!/usr/bin/env bash
# python-dateutil 2.9.0.post0: added dates (RDATE) in a time zone are refused, and without a rule the first date is lost.
#
# Expected: RDATE;TZID=… is read as DTSTART;TZID=… and EXDATE;TZID=… are; a series of DTSTART and RDATE has both.
# Really:   "unsupported RDATE parm"; and DTSTART is an instance only when a rule makes it one, against RFC 5545.
# A user meets: a calendar with one extra shift that no longer imports at all; a list of single shifts whose first is
#           missing, without a word.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with python-dateutil==2.9.0.post0
run_python 60 <<'END'
from dateutil import rrule
from observed import observe

def dates(*lines):
    try:
        return [f"{time:%dT%H}" for time in rrule.rrulestr("\n".join(lines))]
    except ValueError as error:
        return str(error)

start, rule = "DTSTART;TZID=Europe/Berlin:20260701T090000", "RRULE:FREQ=DAILY;COUNT=3"
observe("EXDATE with a zone", dates(start, rule, "EXDATE;TZID=Europe/Berlin:20260702T090000"), ["01T09", "03T09"])
observe("RDATE with a zone", dates(start, rule, "RDATE;TZID=Europe/Berlin:20260705T090000"),
        "unsupported RDATE parm: TZID=EUROPE/BERLIN")
observe("DTSTART and RDATE", dates("DTSTART:20260701T090000", "RDATE:20260703T090000,20260705T090000"), ["03T09", "05T09"])
END
