#!/usr/bin/env bash
# awscli 1.46.3: an option whose value is an address sends what is at that address, and not the address.
#
# Expected: `--cause https://…` is the cause, as any other text; a value is read from elsewhere where file:// says so.
# Really:   each value that begins with http:// or https:// is fetched, without a word, and its body is sent: a page of
#           a wiki as the cause of a failure, an answer that is no JSON as the output. Where it cannot be fetched, the
#           command fails. `cli_follow_urlparam = false` of the configuration switches it off; no option and no variable does.
# A user meets: the runbook's address goes to `--cause`, and its text, with what only those at this machine may read, lies in
#           the history of the execution for all who may see that.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with awscli==1.46.3
run_python 110 "$work" <<'END_OF_PROGRAM'
import http.server, json, os, subprocess, sys, threading
from observed import observe

seen = []

class Server(http.server.BaseHTTPRequestHandler):
    """A wiki for GET, Step Functions for POST."""

    def do_GET(self):
        seen.append(f"GET {self.path}")
        self.tell(b"<h1>Runbook</h1>")

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        seen.append({key: asked[key] for key in ("cause", "output") if key in asked})
        self.tell(b'{"stopDate": 1795000000.5}')

    def tell(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"
configuration = os.path.join(sys.argv[1], "configuration")
environment = {
    "PATH": "/usr/bin:/bin", "HOME": sys.argv[1], "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_DEFAULT_REGION": "us-east-1", "AWS_CONFIG_FILE": configuration}

def run(*words):
    """What came at the server, and how the command ended."""
    seen.clear()
    program = os.path.join(os.path.dirname(sys.executable), "aws")
    ended = subprocess.run([program, "stepfunctions", *words, "--endpoint-url", url],
                           capture_output=True, text=True, timeout=60, env=environment)
    return list(seen), "ended well" if ended.returncode == 0 else "failed"

stop = ("stop-execution", "--execution-arn", "arn:aws:states:us-east-1:123456789012:execution:x:y")
page = f"{url}/wiki/disk-full"
observe("a cause that is text", run(*stop, "--cause", "see the runbook"), ([{"cause": "see the runbook"}], "ended well"))
observe("a cause that begins with text", run(*stop, "--cause", f"see {page}"), ([{"cause": f"see {page}"}], "ended well"))
observe("a cause that is an address", run(*stop, "--cause", page),
        (["GET /wiki/disk-full", {"cause": "<h1>Runbook</h1>"}], "ended well"))
observe("an output that is an address", run("send-task-success", "--task-token", "t", "--task-output", page),
        (["GET /wiki/disk-full", {"output": "<h1>Runbook</h1>"}], "ended well"))
observe("an address that nobody serves", run(*stop, "--cause", "http://127.0.0.1:1/"), ([], "failed"))
with open(configuration, "w") as file:
    file.write("[default]\ncli_follow_urlparam = false\n")
observe("with cli_follow_urlparam = false", run(*stop, "--cause", page), ([{"cause": page}], "ended well"))
END_OF_PROGRAM
