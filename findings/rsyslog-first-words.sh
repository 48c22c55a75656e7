#!/usr/bin/env bash
# rsyslog 8.2302.0 (Debian 12), Python 3.11: of "CRITICAL db-1 down" the host is CRITICAL, the program db-1, the text "down".
#
# Expected: SysLogHandler, whose messages have neither time nor host, is received with the address of the sender as host
#           (RFC 3164, 4.3.2) and the whole text.
# Really:   the first word is the host and the second the program, unless the first ends with a colon: "error: cannot connect"
#           has the right host, and the text "cannot connect".
# A user meets: alerts of a host named "disk", grouped by it, whose title lacks what happened.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked rsyslog libestr0 libfastjson4
libraries=$work/root/usr/lib/x86_64-linux-gnu
port=$(free_port)
cat >"$work/settings" <<END
module(load="imudp")
input(type="imudp" address="127.0.0.1" port="$port")
template(name="seen" type="string" string="%hostname%|%syslogtag%|%msg%\n")
action(type="omfile" file="$work/seen" template="seen")
END
LD_LIBRARY_PATH=$libraries "$work/root/usr/sbin/rsyslogd" -n -f "$work/settings" -i "$work/pid" -M "$libraries/rsyslog/" &
started+=("$!")
interpreter=python3
run_python 60 "$work" "$port" <<'END'
import logging, logging.handlers, os, sys, time
from observed import observe

work, port = sys.argv[1:]
for _ in range(100):
    with open("/proc/net/udp", encoding="ascii") as file:
        if f":{int(port):04X} " in file.read():
            break
    time.sleep(0.1)
logger = logging.getLogger()
logger.addHandler(logging.handlers.SysLogHandler(address=("127.0.0.1", int(port))))

def received(text):
    size = os.path.getsize(f"{work}/seen") if os.path.exists(f"{work}/seen") else 0
    logger.critical(text)
    for _ in range(100):
        if os.path.exists(f"{work}/seen") and os.path.getsize(f"{work}/seen") > size:
            with open(f"{work}/seen", encoding="utf-8") as file:
                file.seek(size)
                return file.read().rstrip("\n")
        time.sleep(0.1)
    sys.exit("nothing came")

for text, recorded in [
    ("CRITICAL db-1 down", "CRITICAL|db-1| down"),
    ("disk full on db-1", "disk|full| on db-1"),
    ("error: cannot connect", "localhost|error:| cannot connect"),
    ("payments down", "payments|down|"),
]:
    observe(f"host, program, text of {text!r}", received(text), recorded)
END
