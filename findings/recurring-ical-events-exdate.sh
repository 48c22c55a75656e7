#!/usr/bin/env bash
# recurring-ical-events 3.8.2: one EXDATE with a zone also takes away shifts that begin the zone's offset before or after it.
#
# Expected: EXDATE takes away the one instance that begins at that instant, and an RDATE at another hour stays (RFC 5545).
# Really:   times are compared by their UTC and by their local reading at once. In Shanghai (+8) three shifts of eight hours
#           are lost for one; in Berlin an RDATE at 11:00 is, which is 09:00 in UTC, for an EXDATE at 09:00.
# A user meets: sixteen hours with nobody on call beside the shift that was called off; a shift moved by two hours is gone.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with recurring-ical-events==3.8.2 icalendar==7.3.2
run_python 60 <<'END'
from importlib.metadata import version
import icalendar, recurring_ical_events
from observed import observe

observe("version", version("recurring-ical-events"), "3.8.2")

def found(*lines):
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
                        "SUMMARY:On call", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    calendar = icalendar.Calendar.from_ical(text)
    events = recurring_ical_events.of(calendar).between((2026, 7, 1), (2026, 7, 4))
    return " ".join(sorted(f"{event.start:%dT%H}" for event in events))

def shifts(zone, exdate=None):
    return found(f"DTSTART;TZID={zone}:20260701T000000", f"DTEND;TZID={zone}:20260701T080000",
                 "RRULE:FREQ=DAILY;BYHOUR=0,8,16;COUNT=6", *([f"EXDATE;TZID={zone}:{exdate}"] if exdate else []))

def day(zone, exdate, *rdates):
    return found(f"DTSTART;TZID={zone}:20260701T090000", f"DTEND;TZID={zone}:20260701T100000", "RRULE:FREQ=DAILY;COUNT=3",
                 f"EXDATE;TZID={zone}:{exdate}", *(f"RDATE;TZID={zone}:{rdate}" for rdate in rdates))

observe("three shifts a day", shifts("Asia/Shanghai"), "01T00 01T08 01T16 02T00 02T08 02T16")
observe("without 02T00 in Tokyo", shifts("Asia/Tokyo", "20260702T000000"), "01T00 01T08 01T16 02T08 02T16")
observe("without 02T00 in Shanghai", shifts("Asia/Shanghai", "20260702T000000"), "01T00 01T08 02T16")
observe("moved from 02T09 to 02T12 in Berlin", day("Europe/Berlin", "20260702T090000", "20260702T120000"),
        "01T09 02T12 03T09")
observe("moved from 02T09 to 02T11 in Berlin", day("Europe/Berlin", "20260702T090000", "20260702T110000"), "01T09 03T09")
observe("moved from 02T09 to 02T07 in Berlin", day("Europe/Berlin", "20260702T090000", "20260702T070000"), "01T09 03T09")
observe("moved from 02T09 to 02T11 in UTC", day("Etc/UTC", "20260702T090000", "20260702T110000"), "01T09 02T11 03T09")
END
