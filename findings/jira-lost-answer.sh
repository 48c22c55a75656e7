#!/usr/bin/env bash
# jira 3.10.5: create_issue is sent again when the answer is lost, though not after a 503.
#
# Expected: a POST whose answer was lost raises, so that the caller can look whether the issue is there.
# Really:   every request is repeated after a connection error, max_retries times (three by default, each after up to a
#           minute), with the same fields. One retry is allowed here to keep it short.
# A user meets: up to four tickets for one incident, minutes apart, from a call that in the end raises or succeeds once.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with jira==3.10.5
run_python 110 <<'END'
import logging, threading
import jira
from observed import observe
from stand_in import StandIn

logging.disable(logging.CRITICAL)

def create(status, seconds):
    server = StandIn(status)
    client = jira.JIRA(server=server.url, basic_auth=("a", "b"), get_server_info=False, max_retries=1,
                       options={"check_update": False})
    fields = {"project": {"key": "INC"}, "issuetype": {"name": "Bug"}, "summary": "Checkout is slow"}
    thread = threading.Thread(target=lambda: attempt(client, fields), daemon=True)
    thread.start()
    server.wait_for(2, seconds)
    return [(method, path) for method, path, _ in server.requests], len(set(server.requests))

def attempt(client, fields):
    try:
        client.create_issue(fields=fields)
    except Exception as error:
        print("   ", type(error).__name__)

post = ("POST", "/rest/api/2/issue")
observe("503: requests, different ones", create(503, 15), ([post], 1))
observe("no answer: requests, different ones", create(None, 75), ([post, post], 1))
END
