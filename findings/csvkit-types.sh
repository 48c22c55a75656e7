#!/usr/bin/env bash
# csvkit 2.2.0 (agate): a team named "may" is a day of the year 1, and 1:30 a minute and a half.
#
# Expected: words in a table of incidents stay words; 1:30, where lengths are hours and minutes, is no length without being told.
# Really:   when all teams of the table are names or short names of months and days ("may", "sun"), the column is one of dates
#           of the year 1. 1:30 is 90 seconds. With one team of another name all are words again.
# A user meets: csvjson, csvsql or csvstat over a sheet of incidents, whose teams are dates in one quarter and not in the next.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with csvkit==2.2.0 agate==1.14.2
run_python 60 "$work/venv/bin" <<'END'
import json, subprocess, sys
from observed import observe

def csvjson(table):
    run = subprocess.run([f"{sys.argv[1]}/csvjson"], input=table, text=True, check=True, capture_output=True, timeout=30)
    return [tuple(row.values()) for row in json.loads(run.stdout)]

observe("teams may and sun", csvjson("incident,team,length\nINC-7,may,1:30\nINC-8,sun,0:45\n"),
        [("INC-7", "0001-05-01", "0:01:30"), ("INC-8", "0001-01-07", "0:00:45")])
observe("teams may and web", csvjson("incident,team,length\nINC-7,may,1:30\nINC-8,web,0:45\n"),
        [("INC-7", "may", "0:01:30"), ("INC-8", "web", "0:00:45")])
END
