#!/usr/bin/env bash
# slack_bolt 1.30.0: a command that is late is answered as unknown and done all the same; a repeated event is handled again.
#
# Expected: what Slack is told of a command is what became of it; of an event that Slack sends again (x-slack-retry-num, the
#           same event_id) the listener hears once.
# Really:   a listener that has not acknowledged after 3 s goes on, while Slack gets 404 "unhandled request". Each repetition
#           of an event calls the listener.
# A user meets: "/incident" that "failed", said again, and two incidents; a task or a page for each repetition of a message,
#           which Slack sends when its first try was not answered in 3 s.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with slack_bolt==1.30.0 slack_sdk==3.48.0
run_python 60 <<'END'
import json, logging, threading, time
from observed import observe
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from stand_in import StandIn

logging.disable(logging.CRITICAL)
slack = StandIn(200, b'{"ok": true, "bot_id": "B1", "user_id": "U1", "team_id": "T1"}')
client = WebClient(token="xoxb-1", base_url=slack.url + "/api/")
app = App(client=client, request_verification_enabled=False, signing_secret="x")
opened, heard, ended = [], [], threading.Event()

@app.command("/incident")
def open_incident(ack, command):
    if command["text"] == "slow":
        time.sleep(3.5)
    opened.append(command["text"])
    ack("INC-1 is open")
    ended.set()

@app.event("message")
def hear(event, body):
    heard.append((body["event_id"], event["text"]))
    ended.set()

def send(body, kind, **headers):
    ended.clear()
    headers = {"content-type": [kind], **{name.replace("_", "-"): [value] for name, value in headers.items()}}
    answer = app.dispatch(BoltRequest(body=body, headers=headers))
    ended.wait(10)
    return answer.status, answer.body

for text, recorded in [("fast", (200, "INC-1 is open")), ("slow", (404, '{"error": "unhandled request"}'))]:
    body = f"command=%2Fincident&text={text}&user_id=U2&team_id=T1&channel_id=C1"
    observe(f"/incident {text}", send(body, "application/x-www-form-urlencoded"), recorded)
observe("opened", opened, ["fast", "slow"])

event = json.dumps({
    "type": "event_callback", "team_id": "T1", "event_id": "Ev1",
    "event": {"type": "message", "user": "U2", "channel": "C1", "ts": "1.1", "text": "TODO @bob restart the queue"}})
send(event, "application/json")
send(event, "application/json", x_slack_retry_num="1", x_slack_retry_reason="http_timeout")
observe("heard", heard, [("Ev1", "TODO @bob restart the queue")] * 2)
END
