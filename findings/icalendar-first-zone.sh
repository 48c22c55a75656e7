#!/usr/bin/env bash
# icalendar 7.3.2: the first calendar that a process reads decides what a zone's name means in all later ones.
#
# Expected: a VTIMEZONE is valid in its own calendar; two calendars may both call theirs "Office".
# Really:   zones are kept by name for the process: 09:00 of an Office at -05:00 is read with the +02:00 of the calendar
#           before, or takes that zone when it brings none.
# A user meets: shifts of one team that move by hours depending on which feed was fetched first after a restart.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with icalendar==7.3.2
run_python 60 <<'END'
import icalendar
from observed import observe

def nine_o_clock(offset):
    text = ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
            f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\n"
            "DTSTAMP:20260101T000000Z\nDTSTART;TZID=Office:20260701T090000\nEND:VEVENT\nEND:VCALENDAR\n")
    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0].start.isoformat()

observe("a calendar whose Office is at +02:00", nine_o_clock("+0200"), "2026-07-01T09:00:00+02:00")
observe("then one whose Office is at -05:00", nine_o_clock("-0500"), "2026-07-01T09:00:00+02:00")
END
