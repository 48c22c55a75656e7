#!/usr/bin/env bash
# icalevents 0.3.1 beside recurring-ical-events 3.8.2 and icalendar 7.3.2: importing it changes the shifts that the others
# find.
#
# Expected: an import changes nothing; a night shift from 20:00 to 08:00 lasts until 08:00 on every morning.
# Really:   the import turns icalendar to pytz for the whole process. From then on a shift keeps its length in hours over a
#           change of the clock: in October it ends at 07:00, in March at 09:00, where before it ended at 08:00.
# A user meets: an alert at 07:30 on the last Sunday of October that finds nobody, because some other module of the program
#           reads another calendar; the test, which does not import it, is green.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with icalevents==0.3.1 recurring-ical-events==3.8.2 icalendar==7.3.2 tzdata==2026.6
cat >"$work/calendar.ics" <<'END'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VTIMEZONE
TZID:Europe/Berlin
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
BEGIN:VEVENT
UID:night
DTSTAMP:20260101T000000Z
SUMMARY:night
RRULE:FREQ=DAILY
DTSTART;TZID=Europe/Berlin:20260301T200000
DTEND;TZID=Europe/Berlin:20260302T080000
END:VEVENT
END:VCALENDAR
END
for import in without with; do
    run_python 60 "$work/calendar.ics" "$import" <<'END'
import datetime, sys, zoneinfo
import icalendar, recurring_ical_events
from observed import observe

path, how = sys.argv[1:]
if how == "with":
    import icalevents.icalevents

with open(path, encoding="utf-8") as file:
    shifts = recurring_ical_events.of(icalendar.Calendar.from_ical(file.read()))

def end_of_shift(month, day):
    six = datetime.datetime(2026, month, day, 6, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
    return [event.end.strftime("%H:%M") for event in shifts.between(six, six + datetime.timedelta(minutes=1))]

recorded = {"without": ["08:00", "08:00", "08:00"], "with": ["08:00", "07:00", "09:00"]}
for (month, day), end in zip([(10, 24), (10, 25), (3, 29)], recorded[how]):
    observe(f"{how} icalevents, the shift of the night to {day}/{month} ends", end_of_shift(month, day), [end])
END
done
