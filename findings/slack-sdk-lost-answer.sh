#!/usr/bin/env bash
# slack_sdk 3.48.0: when the connection ends before the answer, chat.postMessage is sent a second time on its own.
#
# Expected: a POST whose answer was lost raises, and the caller decides whether to repeat it; a 503 likewise.
# Really:   the default retry handler repeats any call once after about a second, posts and webhooks too, with nothing in
#           the request by which Slack could tell the second from the first. A 503 or 429 is not repeated.
# A user meets: the same announcement twice in the channel, at the moment when a proxy restarts, though their own code
#           posts once.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with slack_sdk==3.48.0
run_python 60 <<'END'
from observed import observe
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient
from stand_in import StandIn

def posts(status, send):
    server = StandIn(status)
    try:
        send(server.url)
    except Exception as error:
        print("   ", type(error).__name__)
    return len(server.requests), len(set(server.requests))

message = lambda url: WebClient(token="x", base_url=url + "/api/").chat_postMessage(channel="C1", text="Checkout is slow")
webhook = lambda url: WebhookClient(url + "/services/x").send(text="Checkout is slow")
observe("chat.postMessage, no answer: requests, different ones", posts(None, message), (2, 1))
observe("webhook, no answer: requests, different ones", posts(None, webhook), (2, 1))
observe("chat.postMessage, 503: requests, different ones", posts(503, message), (1, 1))
observe("chat.postMessage, 429: requests, different ones", posts(429, message), (1, 1))
END
