#!/usr/bin/env bash
# pycron 3.3.0: in a cron line, 7 is no Sunday, and a range that ends with it stops on Saturday.
#
# Expected: "0 9 * * 7" is Sunday at nine, as in cron, croniter, fugit and Debian's crontab(5), or an error.
# Really:   it never comes, without an error; 5-7 comes on Friday and Saturday. 0 and "sun" come on Sunday.
# A user meets: the weekly report, or the silence of every Sunday, that never was.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pycron==3.3.0
run_python 60 <<'END'
import datetime
import pycron
from observed import observe

week = [datetime.datetime(2026, 11, 30, 9) + datetime.timedelta(days=days) for days in range(7)]
for line, recorded in [("0 9 * * 0", "Sun"), ("0 9 * * sun", "Sun"), ("0 9 * * 7", ""), ("0 9 * * 5-7", "Fri Sat")]:
    observe(line, " ".join(day.strftime("%a") for day in week if pycron.is_now(line, day)), recorded)
END
