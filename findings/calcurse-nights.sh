#!/usr/bin/env bash
# calcurse 4.7.1 (Debian 12): after a first night with a change of clocks all nights of a series are as long as it.
#
# Expected: a shift from 20:00 to 08:00, each Saturday from 24 October on, ends at 08:00 each time (RFC 5545 leaves 07:00 and 09:00
#           for one night), and RDATE adds a shift or is named as not understood.
# Really:   the first night has 13 hours, and so have all others: they end at 09:00. RDATE is left out without a word.
# A user meets: two on call for an hour of each Sunday, and nobody on the day that was added.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked calcurse
interpreter=python3
run_python 60 "$work" <<'END'
import os, re, subprocess, sys
from observed import observe

work = sys.argv[1]

def imported(name, *event):
    folder = f"{work}/{name}"
    os.mkdir(folder)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
             "SUMMARY:ann", *event, "END:VEVENT", "END:VCALENDAR", ""]
    with open(f"{folder}/rota.ics", "w", newline="", encoding="utf-8") as file:
        file.write("\r\n".join(lines))

    def calcurse(*arguments):
        run = subprocess.run([f"{work}/root/usr/bin/calcurse", "-D", folder, "-C", folder, *arguments],
                             check=True, text=True, timeout=20, env={"TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8", "HOME": folder},
                             capture_output=True)
        return run.stdout + run.stderr

    told = calcurse("-i", f"{folder}/rota.ics")
    return told, re.findall(r"(\d\d/\d\d)/\d\d:|- (\S+) -> (\S+)", calcurse("-Q", "--from", "10/24/2026", "--days", "16"))

told, seen = imported("series", "DTSTART;TZID=Europe/Berlin:20261024T200000", "DTEND;TZID=Europe/Berlin:20261025T080000",
                      "RRULE:FREQ=WEEKLY;COUNT=3")
observe("ends of the nights", [until for _, _, until in seen if until and until != "..:.."], ["08:00", "09:00", "09:00"])
told, seen = imported("added", "DTSTART;TZID=Europe/Berlin:20261102T090000", "DTEND;TZID=Europe/Berlin:20261102T210000",
                      "RDATE;TZID=Europe/Berlin:20261105T090000")
observe("days with RDATE", [day for day, _, _ in seen if day], ["11/02"])
END
