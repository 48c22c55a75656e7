#!/usr/bin/env bash
# icalevents 0.3.1: added dates (RDATE) are not there, and an all-day event without an end lasts no time.
#
# Expected: RDATE adds instances, as EXDATE takes them away; DTSTART;VALUE=DATE without DTEND is that whole day (RFC 5545).
# Really:   EXDATE works, RDATE is ignored without a word; the all-day event ends where it begins.
# A user meets: extra shifts of holidays that no one is called in, and a day's cover that no query at noon finds.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with icalevents==0.3.1
run_python 60 <<'END'
import datetime
from icalevents import icalevents
from observed import observe

def found(*lines):
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
                      "SUMMARY:On call", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    events = icalevents.events(string_content=text.encode(), start=datetime.date(2026, 7, 1), end=datetime.date(2026, 8, 1))
    return sorted(f"{event.start:%dT%H}-{event.end:%dT%H}" for event in events)

series = "DTSTART:20260701T090000Z", "DTEND:20260701T170000Z", "RRULE:FREQ=DAILY;COUNT=2"
observe("with EXDATE", found(*series, "EXDATE:20260702T090000Z"), ["01T09-01T17"])
observe("with RDATE", found(*series, "RDATE:20260705T090000Z"), ["01T09-01T17", "02T09-02T17"])
observe("all day", found("DTSTART;VALUE=DATE:20260703"), ["03T00-03T00"])
END
