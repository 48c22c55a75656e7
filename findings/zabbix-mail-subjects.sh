#!/usr/bin/env bash
# Zabbix 6.0.14 (Debian): the mail that says it is over has another subject each time, and none of them names the host.
#
# Expected: problem and recovery of one thing have subjects that differ in a word for how it stands, and tell hosts apart.
# Really:   the mail type that is installed writes "Problem: NAME", "Updated problem in AGE: NAME" and "Resolved in
#           DURATION: NAME". Host, severity and the problem's id are in the text alone, and in that of an update not even
#           there.
# A user meets: alerts by mail that never end, each recovery a new one, and the same trouble of two hosts taken for one.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked zabbix-server-pgsql
interpreter=python3
run_python 60 "$work/root/usr/share/zabbix-server-pgsql/data.sql.gz" <<'END'
import gzip, re, sys
from observed import observe

with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
    rows = re.findall(r"INSERT INTO media_type_message [^;]*? values \('\d+','1','0','(\d)','([^']*)','([^']*)'", file.read())
values = {"{EVENT.NAME}": "Disk is almost full", "{HOST.NAME}": "db-1", "{EVENT.ID}": "815", "{EVENT.SEVERITY}": "High",
          "{EVENT.DURATION}": "5m 2s", "{EVENT.AGE}": "3m"}

def filled(text):
    for name, value in values.items():
        text = text.replace(name, value)
    return text

for (kind, subject, text), what, recorded in zip(sorted(rows), ["problem", "recovery", "update"], [
    "Problem: Disk is almost full", "Resolved in 5m 2s: Disk is almost full", "Updated problem in 3m: Disk is almost full",
]):
    observe(what, filled(subject), recorded)
    observe(f"{what}: lines that name host, severity and problem",
            [line for line in filled(text).splitlines() if re.match("Host|Severity|Original", line)],
            [] if what == "update" else ["Host: db-1", "Severity: High", "Original problem ID: 815"])
END
