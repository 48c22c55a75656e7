#!/usr/bin/env bash
# python-dateutil 2.9.0.post0: a daily shift at 02:30 begins an hour early on the night when the clock is put forward.
#
# Expected: 02:30 of Europe/Berlin does not exist on 29 March 2026. RFC 5545 leaves such an instance of a rule out, and
#           reads such a time with the offset before the gap: 01:30Z, which is 03:30. zoneinfo does that.
# Really:   the instance is there, says 02:30+02:00 and is 00:30Z, which is 01:30 on the wall.
# A user meets: two people on call for an hour, and two libraries of one program that hand over at different instants.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with python-dateutil==2.9.0.post0 tzdata==2026.6
run_python 60 <<'END'
import datetime, zoneinfo
from dateutil import rrule, tz
from observed import observe

instant = lambda time: time.astimezone(datetime.timezone.utc).strftime("%dT%H:%MZ")
rule = rrule.rrulestr("DTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3")
observe("of the rule", [f"{time:%dT%H:%M%z}" for time in rule], ["28T02:30+0100", "29T02:30+0200", "30T02:30+0200"])
observe("as instants", [instant(time) for time in rule], ["28T01:30Z", "29T00:30Z", "30T00:30Z"])
time = datetime.datetime(2026, 3, 29, 2, 30)
observe("the same wall time by zoneinfo", instant(time.replace(tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))), "29T01:30Z")
observe("and by dateutil.tz", instant(time.replace(tzinfo=tz.gettz("Europe/Berlin"))), "29T00:30Z")
END
