#!/usr/bin/env bash
# zulip 0.9.1: send_message posts the message again and again after a 5xx or a lost answer, and not after 429.
#
# Expected: as in most clients a message is posted once, or posted again after 429, where nothing of it was taken.
# Really:   on 500, 502 and a lost answer it comes five times within seconds, and goes on; a 429 with its time to wait comes
#           back as a return value of the first try, without an error.
# A user meets: the announcement of an incident ten times in a conversation, and none at all in a storm.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with zulip==0.9.1
run_python 100 <<'END'
import json, threading
import zulip
from observed import observe
from stand_in import StandIn

def send(status):
    """The return value, or None where it is still trying, the server, and the messages that came."""
    server = StandIn(200, json.dumps({"result": "success", "zulip_version": "9.0", "zulip_feature_level": 300}).encode())
    client = zulip.Client(email="muster@example.org", api_key="key", site=server.url)
    server.requests.clear()
    server.status, server.body = status, b'{"result": "error", "msg": "later", "retry-after": 1}'
    returned = []

    def run():
        try:
            returned.append(client.send_message({"type": "stream", "to": "incidents", "topic": "INC-1", "content": "It is open"}))
        except Exception as error:
            returned.append(type(error).__name__)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    came_again = server.wait_for(5, 3 if status == 429 else 25)
    thread.join(1)
    paths = {path for _, path, _ in server.requests}
    return came_again, paths, returned

for status in (500, 502, None):
    came_again, paths, _ = send(status)
    observe(f"answered {status}: five times, to", (came_again, paths), (True, {"/api/v1/messages"}))
came_again, _, returned = send(429)
observe("answered 429: five times, returned", (came_again, returned),
        (False, [{"result": "error", "msg": "later", "retry-after": 1}]))
END
