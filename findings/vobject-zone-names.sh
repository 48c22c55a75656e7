#!/usr/bin/env bash
# vobject 0.9.9: America/New_York is written as TZID "EST", the name of another zone without summer time.
#
# Expected: the TZID of an event is the key of its zone, America/New_York, or a name that nothing else has.
# Really:   it is the abbreviation in winter: EST, CET, PST. The VTIMEZONE beside it is right, but readers that know a
#           zone of that name take theirs: EST of the zone database is five hours behind all year.
# A user meets: summer shifts an hour late in every program that prefers its own zone data, and right in the others.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with vobject==0.9.9 icalendar==7.3.2 tzdata==2026.6
run_python 60 <<'END'
import datetime, zoneinfo
import icalendar, vobject
from observed import observe

calendar = vobject.iCalendar()
event = calendar.add("vevent")
event.add("uid").value = "1"
event.add("summary").value = "On call"
event.add("dtstart").value = datetime.datetime(2026, 7, 1, 9, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
text = calendar.serialize()
observe("written", [line for line in text.splitlines() if line.startswith("DTSTART;")], ["DTSTART;TZID=EST:20260701T090000"])
observe("read by vobject", vobject.readOne(text).vevent.dtstart.value.isoformat(), "2026-07-01T09:00:00-04:00")
observe("read by icalendar", icalendar.Calendar.from_ical(text).walk("VEVENT")[0].start.isoformat(),
        "2026-07-01T09:00:00-05:00")
END
