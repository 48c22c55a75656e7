#!/usr/bin/env bash
# jq 1.6 (Debian 12): fromdate is an hour late in summer, and refuses fractions of a second.
#
# Expected: "2026-07-01T12:00:00Z" says Z, and is 1782907200 wherever the machine stands; .123 is read or dropped.
# Really:   on a machine in Berlin it is 1782910800 (13:00Z), in New York too; in UTC and in winter it is right. A time with
#           a fraction or an offset is an error, which ends the whole program. `todate` is right everywhere.
# A user meets: a script over the API that finds all incidents of the summer an hour longer until they were answered.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked jq libjq1 libonig5
interpreter=python3
run_python 60 "$work/root/usr" <<'END'
import subprocess, sys
from observed import observe

root = sys.argv[1]

def jq(zone, program, text):
    environment = {"LD_LIBRARY_PATH": f"{root}/lib/x86_64-linux-gnu", "TZ": zone}
    answer = subprocess.run([f"{root}/bin/jq", "-c", program], input=text, text=True, env=environment, capture_output=True,
                            timeout=20)
    return answer.stdout.strip() if answer.returncode == 0 else answer.returncode

summer, winter = '"2026-07-01T12:00:00Z"', '"2026-12-01T12:00:00Z"'
for zone, recorded in [("UTC", "1782907200"), ("Europe/Berlin", "1782910800"), ("America/New_York", "1782910800")]:
    observe(f"12:00Z in July, read in {zone}", jq(zone, "fromdate", summer), recorded)
observe("12:00Z in December, read in Europe/Berlin", jq("Europe/Berlin", "fromdate", winter), "1796126400")
observe("read and written again", jq("Europe/Berlin", "fromdate | todate", summer), '"2026-07-01T13:00:00Z"')
observe("written in Berlin", jq("Europe/Berlin", "todate", "1782907200"), '"2026-07-01T12:00:00Z"')
observe("12:00:00.123Z", jq("UTC", "fromdate", '"2026-07-01T12:00:00.123Z"'), 5)
observe("14:00:00+02:00", jq("UTC", "fromdate", '"2026-07-01T14:00:00+02:00"'), 5)
END
