#!/usr/bin/env bash
# pandas 3.1.1, polars 2.1.0: bins of hours in a time zone follow the clock in one function and the elapsed time in another.
#
# Expected: shifts of 8 hours from midnight begin at 0:00, 8:00 and 16:00 of the zone's clock on every day, as days begin at
#           midnight; resample and floor of one library agree.
# Really:   floor("8h") and truncate("8h") do that. resample("8h") and group_by_dynamic(every="8h") count on from the first
#           row: after the night of October bins begin at 7:00, 15:00 and 23:00, to the end of the table; which rows share
#           a bin depends on whether the table begins before that night.
# A user meets: a report that was right until October, and then counts the pages from 7:00 to 8:00 for who comes at 8:00.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pandas==3.1.1 polars==2.1.0 tzdata==2026.6
run_python 60 <<'END'
import datetime
import pandas, polars
from observed import observe

zone, clock, later = "Europe/Berlin", ["00:00", "08:00", "16:00"], ["07:00", "15:00", "23:00"]
hours = pandas.date_range("2026-10-24", "2026-10-27 23:00", freq="h", tz=zone)
pages = pandas.Series(1, index=hours)
table = polars.DataFrame({"at": polars.datetime_range(
    datetime.datetime(2026, 10, 24), datetime.datetime(2026, 10, 27, 23), "1h", time_zone=zone, eager=True)})

def of_day(day, times):
    return sorted({time.strftime("%H:%M") for time in times if time.day == day})

for day, shifted in [(24, False), (26, True), (27, True)]:
    observe(f"{day} October, pandas floor", of_day(day, hours.floor("8h")), clock)
    observe(f"{day} October, pandas resample", of_day(day, pages.resample("8h").sum().index), later if shifted else clock)
    observe(f"{day} October, polars truncate", of_day(day, table["at"].dt.truncate("8h")), clock)
    bins = table.group_by_dynamic("at", every="8h").agg(polars.len())["at"]
    observe(f"{day} October, polars group_by_dynamic", of_day(day, bins), later if shifted else clock)
observe("26 October, resample of that day alone", of_day(26, pages["2026-10-26":].resample("8h").sum().index), clock)
END
