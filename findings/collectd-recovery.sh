#!/usr/bin/env bash
# collectd 5.12.0 (Debian 12): its notifications go out as Alertmanager's alerts, and a recovery is a new alert that never ends.
#
# Expected: `Notifications true` of write_http, whose body is a list with labels, annotations and startsAt, says of a value that
#           is back in its range that the alert of before has ended.
# Really:   the severity is one of the labels: FAILURE, WARNING and OKAY are three alerts, each without endsAt. The recovery
#           is one of severity OKAY that fires. A bound that was not set is `nan`.
# A user meets: a page for a disk that has room again, and three alerts of one disk that stay open.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked collectd-core libyajl2
interpreter=python3
run_python 60 "$work" <<'END'
import json, os, socket, subprocess, sys, time
from observed import observe
from stand_in import StandIn

work = sys.argv[1]
root = f"{work}/root/usr"
receiver = StandIn(202)
with open(f"{work}/settings", "w", encoding="utf-8") as file:
    file.write(f"""
Hostname "db-1"
Interval 10
BaseDir "{work}"
PIDFile "{work}/pid"
PluginDir "{root}/lib/collectd"
TypesDB "{root}/share/collectd/types.db"
LoadPlugin unixsock
LoadPlugin threshold
LoadPlugin write_http
<Plugin unixsock>
    SocketFile "{work}/socket"
</Plugin>
<Plugin threshold>
    <Plugin "df">
        <Type "percent_bytes">
            Instance "free"
            WarningMin 20
            FailureMin 5
        </Type>
    </Plugin>
</Plugin>
<Plugin write_http>
    <Node "alerts">
        URL "{receiver.url}/"
        Format "JSON"
        Metrics false
        Notifications true
    </Node>
</Plugin>
""")
process = subprocess.Popen([f"{root}/sbin/collectd", "-f", "-C", f"{work}/settings"], stderr=subprocess.DEVNULL,
                           env={**os.environ, "LD_LIBRARY_PATH": f"{root}/lib/x86_64-linux-gnu"})
try:
    line = socket.socket(socket.AF_UNIX)
    for _ in range(100):
        try:
            line.connect(f"{work}/socket")
            break
        except OSError:
            time.sleep(0.1)
    for count, value in enumerate([3, 15, 50], 1):
        line.sendall(f"PUTVAL db-1/df-root/percent_bytes-free interval=600 N:{value}\n".encode())
        assert b"Success" in line.recv(1000)
        assert receiver.wait_for(count, 10), "nothing came"
        time.sleep(0.1)
finally:
    process.terminate()
    process.wait(20)

alerts = [alert for _, _, body in receiver.requests for alert in json.loads(body)]
labels = {"alertname": "collectd_df_percent_bytes", "instance": "db-1", "df": "root", "type": "free", "service": "collectd"}
observe("labels", [alert["labels"] for alert in alerts],
        [{**labels, "severity": severity} for severity in ("FAILURE", "WARNING", "OKAY")])
observe("ends", [alert.get("endsAt") for alert in alerts], [None, None, None])
observe("what the recovery says", alerts[2]["annotations"]["summary"],
        'Host db-1, plugin df (instance root) type percent_bytes (instance free): All data sources are within range again. '
        'Current value of "value" is 50.000000.')
observe("an upper bound that there is not", alerts[0]["annotations"]["FailureMax"], "nan")
END
