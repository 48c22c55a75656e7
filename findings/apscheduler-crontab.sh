#!/usr/bin/env bash
# APScheduler 3.11.3: a crontab line runs on another day than under cron.
#
# Expected: CronTrigger.from_crontab reads "0 9 * * 1" as cron does: Mondays at 9. "0 9 1 * 1" is the 1st and every Monday.
# Really:   weekdays count from Monday = 0, so that 1 is Tuesday; "mon" is Monday. Day and weekday must both hold. In the
#           doubled hour of October a job at 02:30 runs twice.
# A user meets: the handover of the week announced on Tuesday; a monthly check that comes twice a year.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with APScheduler==3.11.3 tzdata==2026.6
run_python 60 <<'END'
import datetime, zoneinfo
from apscheduler.triggers.cron import CronTrigger
from observed import observe

berlin = zoneinfo.ZoneInfo("Europe/Berlin")

def runs(line, *day, count=2):
    trigger, previous, now, found = CronTrigger.from_crontab(line, timezone=berlin), None, datetime.datetime(*day, tzinfo=berlin), []
    for _ in range(count):
        previous = now = trigger.get_next_fire_time(previous, now)
        found.append(f"{now:%a %Y-%m-%d %H:%M%z}")
    return found

observe("0 9 * * 1", runs("0 9 * * 1", 2026, 11, 1), ["Tue 2026-11-03 09:00+0100", "Tue 2026-11-10 09:00+0100"])
observe("0 9 * * mon", runs("0 9 * * mon", 2026, 11, 1), ["Mon 2026-11-02 09:00+0100", "Mon 2026-11-09 09:00+0100"])
observe("0 9 1 * mon", runs("0 9 1 * mon", 2026, 11, 1), ["Mon 2027-02-01 09:00+0100", "Mon 2027-03-01 09:00+0100"])
observe("30 2 * * *", runs("30 2 * * *", 2026, 10, 25), ["Sun 2026-10-25 02:30+0200", "Sun 2026-10-25 02:30+0100"])
END
