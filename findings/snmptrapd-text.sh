#!/usr/bin/env bash
# snmptrapd 5.9.3 (Debian 12): a text with a letter outside ASCII reaches a handler in hexadecimal digits, over two lines.
#
# Expected: the handler of a trap gets a line a value, and the text that was sent.
# Really:   one "ü", and the whole text is digits in quotes, like a text of digits, with a line break after each 16 bytes. A
#           text of two lines is two lines, too, so that a handler that reads line by line takes the rest for a name. In
#           Debian, without the package that downloads MIBs, names are numbers: iso.3.6.1.…
# A user meets: an alert "50 6C 61 74 74 65 …", cut off after 16 letters.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked snmptrapd snmp libsnmp40 libnetsnmptrapd40 libmariadb3 libpci3 libwrap0 libsensors5
port=$(free_port)
mkdir "$work/state"
printf '#!/bin/sh\ncat >"%s/trap.$$" && mv "%s/trap.$$" "%s/came.$$"\n' "$work" "$work" "$work" >"$work/handler"
chmod +x "$work/handler"
printf 'disableAuthorization yes\ntraphandle default %s\n' "$work/handler" >"$work/settings"
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu SNMP_PERSISTENT_DIR=$work/state MIBS='' LC_ALL=C.UTF-8
"$work/root/usr/sbin/snmptrapd" -f -C -c "$work/settings" -Lf "$work/log" -p "$work/pid" "udp:127.0.0.1:$port" 2>/dev/null &
started+=("$!")
for ((tries = 0; tries < 50; tries++)); do
    grep -qs 'Started\|NET-SNMP version' "$work/log" && break
    sleep 0.1
done
interpreter=python3
run_python 60 "$work" "$port" <<'END'
import glob, os, subprocess, sys, time
from observed import observe

work, port = sys.argv[1:]

def handed_over(text):
    subprocess.run([f"{work}/root/usr/bin/snmptrap", "-v", "2c", "-c", "public", f"127.0.0.1:{port}", "1",
                    "1.3.6.1.4.1.8072.2.3.0.1",
                    "1.3.6.1.4.1.8072.2.3.2.1", "s", text], check=True, stderr=subprocess.DEVNULL, timeout=20)
    for _ in range(100):
        for name in glob.glob(f"{work}/came.*"):
            with open(name, encoding="utf-8") as file:
                lines = file.read().splitlines()
            os.remove(name)
            return lines[4:]
        time.sleep(0.1)
    sys.exit("no trap came")

name = "iso.3.6.1.4.1.8072.2.3.2.1"
observe("ASCII", handed_over("disk full on db-1"), [f'{name} "disk full on db-1"'])
observe("with an umlaut", handed_over("Platte voll für db-1"),
        [f'{name} "50 6C 61 74 74 65 20 76 6F 6C 6C 20 66 C3 BC 72 ', '20 64 62 2D 31 "'])
observe("digits", handed_over("50 6C 61"), [f'{name} "50 6C 61"'])
observe("two lines", handed_over("disk full\non db-1"), [f'{name} "disk full', 'on db-1"'])
END
