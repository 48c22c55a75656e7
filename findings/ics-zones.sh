#!/usr/bin/env bash
# ics 0.7.3: times in a zone that the calendar itself defines, and times without a zone, are read as UTC.
#
# Expected: a VTIMEZONE in the file says what its TZID means, whatever its name; Outlook's are called "W. Europe Standard
#           Time". A time without zone is 09:00 wherever it is read.
# Really:   a name that is not in the zone database is logged and the time taken for UTC; so is a floating time.
# A user meets: a rota exported from Outlook whose shifts begin one hour late in winter and two in summer.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with ics==0.7.3 icalendar==7.3.2
run_python 60 <<'END'
import logging
import ics, icalendar
from observed import observe

logging.disable(logging.CRITICAL)
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
zone = "W. Europe Standard Time"
for what, line, recorded, right in [
    ("own zone", f"DTSTART;TZID={zone}:20260701T090000", "2026-07-01T09:00:00+00:00", "2026-07-01T09:00:00+02:00"),
    ("floating", "DTSTART:20260701T090000", "2026-07-01T09:00:00+00:00", "2026-07-01T09:00:00"),
]:
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + ZONE % zone + EVENT % line + "END:VCALENDAR\n"
    observe(f"{what}, by ics", [str(event.begin) for event in ics.Calendar(text).events], [recorded])
    observe(f"{what}, by icalendar", icalendar.Calendar.from_ical(text).walk("VEVENT")[0].start.isoformat(), right)
END
