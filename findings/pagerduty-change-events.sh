#!/usr/bin/env bash
# pagerduty 7.2.0: a change event without a time of its own is never sent.
#
# Expected: EventsApiV2Client.submit puts the time of now into the event, and sends it.
# Really:   AttributeError before anything is sent: the time is asked of the class datetime as if it were the module.
# A user meets: deployments that fail at their last step, or, where the error is caught, incidents that know of no change.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pagerduty==7.2.0
run_python 30 <<'END'
import pagerduty
from observed import observe

client = pagerduty.EventsApiV2Client("R" * 32)
try:
    client.submit("Version 1.2 was deployed", "web-1")
    answer = "sent"
except Exception as error:
    answer = type(error).__name__, str(error)
observe("a change event without a timestamp", answer,
        ("AttributeError", "type object 'datetime.datetime' has no attribute 'timezone'"))
END
