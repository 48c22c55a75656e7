#!/usr/bin/env bash
# pagerduty 7.2.0: a trigger without dedup_key is sent four times when its answer is lost, and after a 429 at intervals of
# its own, whatever Retry-After says.
#
# Expected: either no repetition, or a key made once and sent with each; a wait as long as Retry-After asks; an end.
# Really:   four identical bodies without a key, 3, 6 and 12 s apart; after 429 with Retry-After: 1 the next comes 3 s later,
#           then 6, then 12, and it goes on.
# A user meets: four incidents for one alert at any receiver that gives each a key of its own, as Events v2 says it should.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pagerduty==7.2.0
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
cat "$work/key.pem" "$work/certificate.pem" >"$work/server.pem"
run_python 90 "$work" <<'END'
import json, logging, sys, threading, time
import pagerduty
from observed import observe
from stand_in import StandIn

logging.disable(logging.CRITICAL)

def trigger(status, count, seconds, **options):
    server = StandIn(status, certificate=sys.argv[1] + "/server.pem", **options)
    client = pagerduty.EventsApiV2Client("R" * 32, base_url=server.url, verify=sys.argv[1] + "/certificate.pem")
    ended = []

    def send():
        try:
            client.trigger("Disk full", "db-1")
        except Exception as error:
            ended.append(type(error).__name__)

    thread = threading.Thread(target=send, daemon=True)
    start = time.monotonic()
    thread.start()
    server.wait_for(count, seconds)
    passed = time.monotonic() - start
    thread.join(2)
    return server.requests, ended, passed

requests, ended, passed = trigger(None, 5, 35)
observe("no answer: requests, different ones", (len(requests), len(set(requests))), (4, 1))
observe("with a key", "dedup_key" in json.loads(requests[0][2]), False)
observe("given up", len(ended), 1)
requests, ended, passed = trigger(429, 4, 40, headers={"Retry-After": "1"})
print(f"    the fourth after {passed:.0f} s")
observe("429 with Retry-After: 1: requests, given up", (len(requests), len(ended)), (4, 0))
observe("the fourth within three seconds as asked", passed < 6, False)
END
