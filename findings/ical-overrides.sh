#!/usr/bin/env bash
# ical 14.3.1 (Home Assistant): shifts that it finds twice, not at all, or without a length.
#
# Expected: RDATE adds shifts to the one at DTSTART; a RECURRENCE-ID in UTC replaces the shift that begins at that instant.
# Really:   with an RDATE the shift at DTSTART is gone. A replacement that names its shift in UTC, where the series has a zone,
#           leaves the shift there: two people at once. EXDATE in UTC is understood. A shift of an hour from 02:30 on the night
#           of the gap lasts no time.
# A user meets: a room whose light names two on call, or nobody.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with ical==14.3.1
run_python 60 <<'END'
import datetime, zoneinfo
from ical.calendar_stream import IcsCalendarStream
from observed import observe

utc, berlin = zoneinfo.ZoneInfo("UTC"), zoneinfo.ZoneInfo("Europe/Berlin")

def shifts(*events, month=10):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN"]
    for event in events:
        lines += ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", *event, "END:VEVENT"]
    calendar = IcsCalendarStream.calendar_from_ics("\r\n".join(lines + ["END:VCALENDAR", ""]))
    found = calendar.timeline_tz(berlin).overlapping(
        datetime.datetime(2026, month, 1, tzinfo=utc), datetime.datetime(2026, month + 1, 15, tzinfo=utc))
    return [(event.summary, *(time.astimezone(utc).strftime("%d %H:%M") for time in (event.start_datetime, event.end_datetime)))
            for event in found]

first = ["DTSTART;TZID=Europe/Berlin:20261012T200000", "DTEND;TZID=Europe/Berlin:20261013T080000", "SUMMARY:ann"]
observe("RDATE", shifts([*first, "RDATE;TZID=Europe/Berlin:20261015T200000"]), [("ann", "15 18:00", "16 06:00")])
series = [*first, "RRULE:FREQ=DAILY;COUNT=2"]
instead = ["SUMMARY:bob", "DTSTART;TZID=Europe/Berlin:20261013T210000", "DTEND;TZID=Europe/Berlin:20261014T080000"]
both = [("ann", "12 18:00", "13 06:00"), ("bob", "13 19:00", "14 06:00")]
observe("RECURRENCE-ID with the zone", shifts(series, [*instead, "RECURRENCE-ID;TZID=Europe/Berlin:20261013T200000"]), both)
observe("RECURRENCE-ID in UTC", shifts(series, [*instead, "RECURRENCE-ID:20261013T180000Z"]),
        [both[0], ("ann", "13 18:00", "14 06:00"), both[1]])
observe("EXDATE in UTC", shifts([*series, "EXDATE:20261013T180000Z"]), both[:1])
hour = ["DTSTART;TZID=Europe/Berlin:20260328T023000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:ann"]
observe("an hour from 02:30 about the gap", shifts(hour, month=3),
        [("ann", "28 01:30", "28 02:30"), ("ann", "29 01:30", "29 01:30"), ("ann", "30 00:30", "30 01:30")])
END
