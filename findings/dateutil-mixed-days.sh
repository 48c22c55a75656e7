#!/usr/bin/env bash
# python-dateutil 2.9.0.post0: days with and without a number in one BYDAY find no shift at all.
#
# Expected: BYDAY=MO,2TU is every Monday and the second Tuesday: values of a list are each added (RFC 5545, section 3.3.10).
#           The second of Monday, Wednesday and Friday is Wednesday in each week, also in that in which the series begins.
#           BYWEEKNO=20 without a day is that week's day of DTSTART, from which a rule takes what it does not say.
# Really:   a day must be in both lists, so that MO,2TU is never; the first week begins at DTSTART, so that its second shift is
#           Friday; and BYWEEKNO=20 is all seven days.
# A user meets: nobody on call by a rota that a calendar shows, or a shift on a day on which the calendar shows none.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with python-dateutil==2.9.0.post0
run_python 60 <<'END'
from importlib.metadata import version
from dateutil import rrule
from observed import observe

observe("version", version("python-dateutil"), "2.9.0.post0")

def found(start, rule):
    return " ".join(f"{time:%m-%d}" for time in rrule.rrulestr(f"DTSTART:{start}T090000\nRRULE:{rule}"))

observe("Mondays alone", found("20260105", "FREQ=MONTHLY;BYDAY=MO;UNTIL=20260131T000000"), "01-05 01-12 01-19 01-26")
observe("the second Tuesday alone", found("20260113", "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260131T000000"), "01-13")
observe("both in one rule", found("20260105", "FREQ=MONTHLY;BYDAY=MO,2TU;UNTIL=20260131T000000"), "")
observe("the second of each week, from a Monday", found("20260105", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=3"),
        "01-07 01-14 01-21")
observe("the same from that week's Wednesday", found("20260107", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=3"),
        "01-09 01-14 01-21")
observe("week 20 of a series that begins on a Monday", found("20260511", "FREQ=YEARLY;BYWEEKNO=20;UNTIL=20261231T000000"),
        "05-11 05-12 05-13 05-14 05-15 05-16 05-17")
END
