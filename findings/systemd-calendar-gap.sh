#!/usr/bin/env bash
# systemd 252 (Debian 12): a timer of each night at 02:30 does not run on the night of the gap.
#
# Expected: OnCalendar=02:30 comes each day: at 03:00 or 03:30 when there is no 02:30.
# Really:   in a zone that springs from 02:00 to 03:00 it comes on the 28th and then on the 30th.
#           In October it comes once, the first time.
# A user meets: a night without its costs and metrics, and a watchdog of 25 hours that pages somebody for it.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked systemd libsystemd-shared
interpreter=python3
run_python 60 "$work/root" <<'END'
import os, re, subprocess, sys
from observed import observe

root = sys.argv[1]
libraries = f"{root}/usr/lib/x86_64-linux-gnu/systemd:{root}/lib/x86_64-linux-gnu/systemd"

def analyze(*arguments, zone="Europe/Berlin"):
    places = [f"{root}/{path}/systemd-analyze" for path in ("usr/bin", "bin")]
    program = next(path for path in places if os.path.exists(path))
    return subprocess.run([program, *arguments], env={"TZ": zone, "LD_LIBRARY_PATH": libraries, "LANG": "C.UTF-8"},
                          check=True, capture_output=True, text=True, timeout=20).stdout

def times(day, when):
    text = analyze("calendar", f"--base-time={day} 12:00", "--iterations=3", when)
    return re.findall(r"in UTC\): \w+ \d+-(\d+-\d+ \d+:\d+)", text)

observe("02:30 about the night of the gap", times("2026-03-27", "02:30"), ["03-28 01:30", "03-30 00:30", "03-31 00:30"])
observe("01:30 there", times("2026-03-27", "01:30"), ["03-28 00:30", "03-29 00:30", "03-29 23:30"])
observe("02:30 about the night of October", times("2026-10-24", "02:30"), ["10-25 00:30", "10-26 01:30", "10-27 01:30"])
observe("02:30 UTC about the night of the gap", times("2026-03-27", "02:30 UTC"), ["03-28 02:30", "03-29 02:30", "03-30 02:30"])
END
