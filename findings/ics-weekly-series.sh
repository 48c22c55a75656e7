#!/usr/bin/env bash
# ics 0.7.3: a weekly shift is one event, and written out again it keeps its rule but moves to UTC.
#
# Expected: a library for calendars yields every shift of a rota, and a file that is read and written says the same.
# Really:   the rule is not looked at: one event instead of three. On writing, DTSTART;TZID=Europe/Berlin:…090000 becomes
#           …080000Z with the rule beside it, so that from 29 March on the shifts begin at 10:00. VTIMEZONE is gone, and
#           CALSCALE, absent before, is "GEORGIAN", for which a careful reader refuses the file.
# A user meets: a rota copied from one calendar to another by a script that is not read at all, or an hour late all summer.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with ics==0.7.3 icalendar==7.3.2 recurring-ical-events==3.8.2 tzdata==2026.6
run_python 60 <<'END'
import datetime
import ics, icalendar, recurring_ical_events
from observed import observe

ZONE = """BEGIN:VTIMEZONE
TZID:%s
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
EVENT = "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\nSUMMARY:On call\n%s\nEND:VEVENT\n"
event = "DTSTART;TZID=Europe/Berlin:20260323T090000\nDURATION:PT8H\nRRULE:FREQ=WEEKLY;COUNT=3"
text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + ZONE % "Europe/Berlin" + EVENT % event + "END:VCALENDAR\n"

def shifts(text):
    starts = [event.start for event in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).at(2026)]
    return [f"{time.astimezone(datetime.timezone.utc):%m-%dT%H}Z" for time in sorted(starts)]

read = ics.Calendar(text)
observe("events", [str(event.begin) for event in read.events], ["2026-03-23T09:00:00+01:00"])
written = read.serialize()
observe("lines written", sorted(line for line in written.split() if line.startswith(("DTSTART", "RRULE", "CALSCALE"))),
        ["CALSCALE:GEORGIAN", "DTSTART:20260323T080000Z", "RRULE:FREQ=WEEKLY;COUNT=3"])
observe("shifts before", shifts(text), ["03-23T08Z", "03-30T07Z", "04-06T07Z"])
try:
    observe("shifts after", shifts(written), None)
except recurring_ical_events.InvalidCalendar as error:
    observe("read by recurring-ical-events", str(error), "Only Gregorian calendars are supported.")
observe("shifts without that line", shifts(written.replace("CALSCALE:GEORGIAN\r\n", "")), ["03-23T08Z", "03-30T08Z", "04-06T08Z"])
END
