#!/usr/bin/env bash
# Alertmanager 0.25.0 (Debian prometheus-alertmanager): an alert that ends under a silence or an inhibition is never
# reported as resolved, also not when the silence is over.
#
# Expected: a receiver with send_resolved that was told "firing" is told "resolved" in the end, perhaps late.
# Really:   what is silenced is taken out of the group before it is sent; when the alert ends meanwhile, it is dropped from
#           the group as if it had been sent. Later messages of the group do not list it, neither firing nor resolved.
# A user meets: somebody silences an alert while they mend it, and its incident stays open for ever.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked prometheus-alertmanager
cat >"$work/root/alertmanager.yml" <<'END'
route: { receiver: hook, group_by: [alertname], group_wait: 1s, group_interval: 2s, repeat_interval: 1h }
inhibit_rules:
  - { source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [host] }
receivers:
  - name: hook
    webhook_configs: [{ url: "http://127.0.0.1:HOOK/", send_resolved: true }]
END
# Its template is looked for at a fixed path, so that it runs with the unpacked files as its root.
mkdir -p "$work/root/lib64"
ldd "$work/root/usr/bin/prometheus-alertmanager" | grep -o '/[^ ]*' | while read -r library; do
    cp --parents "$library" "$work/root"
done
port=$(free_port) hook=$(free_port)
sed -i "s/HOOK/$hook/" "$work/root/alertmanager.yml"
chroot "$work/root" /usr/bin/prometheus-alertmanager --config.file=/alertmanager.yml --storage.path=/data \
    --web.listen-address="127.0.0.1:$port" --cluster.listen-address= >"$work/alertmanager.log" 2>&1 &
started+=("$!")
wait_for_port "$port" 30

interpreter=python3
run_python 60 "$port" "$hook" <<'END'
import datetime, http.server, json, sys, threading, time, urllib.request
from observed import observe

port, hook = sys.argv[1:]
told = []

class Hook(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told.extend(("{alertname} on {host}".format(**alert["labels"]), alert["status"]) for alert in body["alerts"])
        self.send_response(200)
        self.end_headers()

threading.Thread(target=http.server.HTTPServer(("127.0.0.1", int(hook)), Hook).serve_forever, daemon=True).start()

def at(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat()

def post(path, body):
    urllib.request.urlopen(urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v2/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}))

def alert(name, host, ends_in=600, **labels):
    post("alerts", [{"labels": {"alertname": name, "host": host, **labels}, "endsAt": at(ends_in)}])

def told_until(entry, seconds=10):
    deadline = time.monotonic() + seconds
    while entry not in told and time.monotonic() < deadline:
        time.sleep(0.1)
    return entry in told

alert("Disk", "silenced")
alert("Disk", "other")
observe("told that it fires", told_until(("Disk on silenced", "firing")), True)
post("silences", {"matchers": [{"name": "host", "value": "silenced", "isRegex": False}], "startsAt": at(0),
                  "endsAt": at(8), "createdBy": "x", "comment": "mending it"})
time.sleep(1)
alert("Disk", "silenced", ends_in=-0.1)
time.sleep(12)
told.clear()
alert("Disk", "third")
observe("told of the group when the silence is over", told_until(("Disk on third", "firing")), True)
observe("told that the silenced one ended", ("Disk on silenced", "resolved") in told, False)
alert("Disk", "other", ends_in=-0.1)
observe("told that the other one ended", told_until(("Disk on other", "resolved")), True)

alert("Latency", "db-1", severity="warning")
observe("told that it fires", told_until(("Latency on db-1", "firing")), True)
alert("Down", "db-1", severity="critical")
time.sleep(2)
alert("Latency", "db-1", ends_in=-0.1, severity="warning")
time.sleep(4)
told.clear()
alert("Down", "db-1", ends_in=-0.1, severity="critical")
told_until(("Down on db-1", "resolved"))
time.sleep(6)
observe("ends told of the inhibiting and the inhibited", [name for name, status in told if status == "resolved"],
        ["Down on db-1"])
END
