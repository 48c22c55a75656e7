#!/usr/bin/env bash
# icalevents 0.3.1: a shift of a series that is running at the start of the asked time is left out, a single one is not.
#
# Expected: events(start, end) yields what overlaps that time, for single events and for instances of a rule alike.
# Really:   a single event from 20:00 to 08:00 is found at midnight; the same night as the first of a weekly rule is not,
#           since instances are looked for by their beginning.
# A user meets: "nobody is on call" every night between midnight and the end of the shift.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with icalevents==0.3.1
run_python 60 <<'END'
import datetime
from icalevents import icalevents
from observed import observe

def found(extra):
    text = ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nSUMMARY:On call\n"
            "DTSTART:20260630T200000Z\nDTEND:20260701T080000Z\n" + extra + "END:VEVENT\nEND:VCALENDAR\n")
    midnight = datetime.datetime(2026, 7, 1, tzinfo=datetime.timezone.utc)
    events = icalevents.events(string_content=text.encode(), start=midnight, end=midnight + datetime.timedelta(hours=8))
    return [f"{event.start:%dT%H}-{event.end:%dT%H}" for event in events]

observe("a single shift", found(""), ["30T20-01T08"])
observe("the first of a weekly shift", found("RRULE:FREQ=WEEKLY;COUNT=2\n"), [])
END
