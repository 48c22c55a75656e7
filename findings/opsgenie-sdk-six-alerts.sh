#!/usr/bin/env bash
# opsgenie-sdk 2.1.5: an alert without an alias is posted six times when the answer is lost, refused (429) or an error.
#
# Expected: no repetition of a POST that may have been carried out; the answer's status in what is raised.
# Really:   six identical POSTs at random intervals of seconds, whatever went wrong, then a RetryError that hides the
#           answer. alias is not filled in, so that nothing tells that the six are one.
# A user meets: six pages for one alert, from a receiver that takes each create without alias as another alert; and an
#           alert that is lost when the receiver is busy for half a minute.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with opsgenie-sdk==2.1.5
run_python 100 <<'END'
import time
import opsgenie_sdk
from observed import observe
from stand_in import StandIn

for what, status in [("no answer", None), ("429", 429)]:
    server = StandIn(status)
    configuration = opsgenie_sdk.Configuration()
    configuration.api_key["Authorization"] = "x"
    configuration.host = server.url
    alerts = opsgenie_sdk.AlertApi(opsgenie_sdk.ApiClient(configuration=configuration))
    start, raised = time.monotonic(), None
    try:
        alerts.create_alert(opsgenie_sdk.CreateAlertPayload(message="Disk full"))
    except Exception as error:
        raised = type(error).__name__
    print(f"    given up after {time.monotonic() - start:.0f} s")
    observe(f"{what}: raises", raised, "RetryError")
    observe(f"{what}: requests, different ones", (len(server.requests), len(set(server.requests))), (6, 1))
    observe(f"{what}: each", server.requests[0], ("POST", "/v2/alerts", b'{"message": "Disk full"}'))
END
