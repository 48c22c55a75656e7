#!/usr/bin/env bash
# boto3 1.44.8, Step Functions: a start whose answer is lost is two executions, and an answer that counted is an error.
#
# Expected: a call that the client itself sends again does what one call does: for EC2 and others it puts a token of its
#           own into the body where the caller gives none.
# Really:   without `retries` in the configuration each call is sent up to three times, within two tenths of a second, when its
#           answer is lost or is 500, 502, 503 or 504. StartExecution without a name has nothing in it by which a service
#           could know it again: two executions, one answer. SendTaskSuccess, whose token is taken by the first try,
#           raises TaskTimedOut for an output that counted. What is the same in all tries of a call is a header that is not
#           signed and that no page of Step Functions speaks of, amz-sdk-invocation-id.
# A user meets: a playbook that ran twice, with all that it did; a worker that takes its work back, since it reads that it came late.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with boto3==1.44.8
export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1 HOME="$work"
run_python 60 <<'END_OF_PROGRAM'
import http.server, json, threading
import boto3
from botocore.exceptions import BotoCoreError, ClientError
from observed import observe

class Service(http.server.BaseHTTPRequestHandler):
    """What the API reference says of these two operations; it does its work also when the answer gets lost."""

    executions, open_tokens, calls, trouble = [], set(), [], []

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Service.calls.append((self.headers["amz-sdk-invocation-id"], self.headers["Authorization"]))
        status, told = self.answer(self.headers["X-Amz-Target"].split(".")[1], asked)
        trouble = Service.trouble.pop(0) if Service.trouble else None
        if trouble == "lost":
            self.close_connection = True
            return
        body = json.dumps(told).encode()
        self.send_response(trouble or status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, operation, asked):
        if operation == "StartExecution":
            name = asked.get("name", f"made-{len(Service.executions)}")
            if name not in Service.executions:
                Service.executions.append(name)
            return 200, {"executionArn": f"arn:…:{name}", "startDate": 1795000000.5}
        if asked["taskToken"] in Service.open_tokens:
            Service.open_tokens.remove(asked["taskToken"])
            return 200, {}
        return 400, {"__type": "TaskTimedOut", "message": "Task Timed Out"}

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = boto3.client("stepfunctions", endpoint_url=f"http://127.0.0.1:{server.server_port}")
machine = "arn:aws:states:us-east-1:123456789012:stateMachine:triage"

def start(*trouble, **name):
    """How often it was sent, how many executions there are, and how the call ended."""
    Service.executions, Service.calls, Service.trouble = [], [], list(trouble)
    try:
        client.start_execution(stateMachineArn=machine, input="{}", **name)
        ended = "an answer"
    except (BotoCoreError, ClientError) as error:
        ended = type(error).__name__
    return len(Service.calls), len(Service.executions), ended

observe("start without trouble", start(), (1, 1, "an answer"))
observe("start, one answer lost", start("lost"), (2, 2, "an answer"))
observe("ids of the call in its tries", len({id for id, _ in Service.calls}), 1)
observe("is the id signed", any("amz-sdk" in signature for _, signature in Service.calls), False)
observe("start, each answer lost", start("lost", "lost", "lost"), (3, 3, "ConnectionClosedError"))
for status in (500, 502, 503, 504):
    observe(f"start, answered {status} twice", start(status, status), (3, 3, "an answer"))
observe("start with a name, one answer lost", start("lost", name="one"), (2, 1, "an answer"))
Service.open_tokens, Service.calls, Service.trouble = {"t"}, [], ["lost"]
try:
    client.send_task_success(taskToken="t", output="{}")
    ended = "an answer"
except ClientError as error:
    ended = error.response["Error"]["Code"]
observe("an output that counted, its answer lost", (len(Service.calls), ended), (2, "TaskTimedOut"))
END_OF_PROGRAM
