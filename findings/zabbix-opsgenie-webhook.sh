#!/usr/bin/env bash
# Zabbix 6.0.14 (Debian): its Opsgenie webhook asks nine times at once whether its request was processed, and fails.
#
# Expected: after 202 it asks for the request's state with pauses, up to the 25 times that its parameter status_counter says.
# Really:   it asks without a pause, and the tenth request is more than a script may make: within a second the notification
#           has failed, though the alert is there. Creating is a POST to /v2/alerts/ with the slash, to tags [""] and a
#           responder without a name; taking an acknowledgement back is POST …/unacknowledge.
# A user meets: notifications that failed, three times each, of alerts that arrived; later ones have no link to the alert.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked zabbix-server-pgsql
interpreter=python3
run_python 110 "$work/root" "$work/opsgenie.js" <<'END'
import gzip, http.server, json, re, subprocess, sys, threading
from observed import observe

root, script = sys.argv[1:]
with gzip.open(root + "/usr/share/zabbix-server-pgsql/data.sql.gz", "rt", encoding="utf-8") as file:
    start = re.search(r"INSERT INTO media_type \([^)]*\) values \('\d+','4','Opsgenie',", data := file.read())
texts = re.findall(r"'((?:[^']|'')*)'", data[start.end():start.end() + 100_000])
source = next(text for text in texts if "requests/" in text).replace("''", "'").replace("\\\\", "\\")
with open(script, "w", encoding="utf-8") as file:
    file.write(source)

requests, processed = [], True

class Opsgenie(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        requests.append((self.command, self.path, body))
        status, said = 202, {"result": "Request will be processed", "requestId": "5f0c"}
        if self.command == "GET":
            done = {"data": {"success": True, "alertId": "a1", "status": "Created alert"}}
            status, said = (200, done) if processed else (404, {})
        text = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = answer

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Opsgenie)
threading.Thread(target=server.serve_forever, daemon=True).start()

def run(**changed):
    """The requests of one notification, and whether it succeeded."""
    requests.clear()
    parameters = {
        "alert_subject": "Problem: Disk is full", "alert_message": "Host: db-1", "event_id": "815", "event_nseverity": "4",
        "event_source": "0", "event_value": "1", "event_update_status": "0", "event_update_action": "",
        "event_tags_json": "[]",
        "opsgenie_api": f"http://127.0.0.1:{server.server_port}/v2/alerts", "opsgenie_web": "http://127.0.0.1",
        "opsgenie_token": "key", "opsgenie_tags": "", "opsgenie_teams": "", "severity_high": "P2", "trigger_id": "7",
        "zbxuser": "ana", "zbxurl": "http://127.0.0.1", "status_counter": "25", **changed}
    command = [root + "/usr/bin/zabbix_js", "--script", script, "--param", json.dumps(parameters), "--timeout", "30"]
    status = subprocess.run(command, capture_output=True, timeout=40).returncode
    return [f"{method} {path}" for method, path, _ in requests], status == 0

asked = "GET /v2/alerts/requests/5f0c"
observe("a problem", run(), (["POST /v2/alerts/", asked], True))
body = json.loads(requests[0][2])
observe("alias, tags, responders",
        (body["alias"], body["tags"], body["responders"]), ("815", [""], [{"type": "team", "name": ""}]))
observe("its end", run(event_value="0")[0], ["POST /v2/alerts/815/close?identifierType=alias", asked])
observe("acknowledgement taken back", run(event_update_status="1", event_update_action="unacknowledged")[0],
        ["POST /v2/alerts/815/unacknowledge?identifierType=alias", asked])
processed = False
observe("a problem, not processed yet", run(), (["POST /v2/alerts/"] + [asked] * 9, False))
END
