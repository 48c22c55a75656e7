#!/usr/bin/env bash
# Apprise 2.3.0: a success opens an incident at PagerDuty, and at Opsgenie it is reported as sent and is not.
#
# Expected: of failure and success with one title the second ends what the first began; what could not be sent is False.
# Really:   pagerduty:// triggers for every type, and without a dedup_key, unless its address says action=map. opsgenie://
#           closes by the request ids that its own process remembers: a success in another process sends nothing, also with
#           an alias in the address, and returns true. All types have priority P3.
# A user meets: a page because the backup works again; an alert that stays open although the script says that it closed it.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with apprise==2.3.0
run_python 60 <<'END'
import json
import apprise
from apprise.plugins import opsgenie, pagerduty
from observed import observe
from stand_in import StandIn

server = StandIn(202, b'{"requestId": "43a29c5c-3dbf-4fa4-9c26-f4f71023e120"}')
for table, path in [(pagerduty.PAGERDUTY_API_LOOKUP, "/v2/enqueue"), (opsgenie.OPSGENIE_API_LOOKUP, "/v2/alerts")]:
    table.update({region: server.url + path for region in table})

def sent(address, *kinds):
    """What it returns, and what the server got, for notifications of one process."""
    server.requests.clear()
    sender = apprise.Apprise()
    sender.add(address)
    returned = [bool(sender.notify(title="Backup of db-1", body="See the log", notify_type=kind)) for kind in kinds]
    return returned, [(path.split("?")[0], json.loads(body)) for _, path, body in server.requests]

returned, events = sent(f"pagerduty://{'I' * 32}@{'A' * 20}", "failure", "success")
observe("PagerDuty: returned", returned, [True, True])
observe("PagerDuty: events",
        [(event["event_action"], event.get("dedup_key"), event["payload"]["severity"]) for _, event in events],
        [("trigger", None, "critical"), ("trigger", None, "info")])
_, events = sent(f"pagerduty://{'I' * 32}@{'A' * 20}?action=map", "failure", "success")
observe("PagerDuty, action=map", [event["event_action"] for _, event in events], ["trigger", "resolve"])

address = "opsgenie://12345678-abcd?alias=backup"
returned, requests = sent(address, "failure", "success")
observe("Opsgenie, one process", [path for path, _ in requests],
        ["/v2/alerts", "/v2/alerts/43a29c5c-3dbf-4fa4-9c26-f4f71023e120/close"])
observe("Opsgenie, priority of a failure", requests[0][1]["priority"], "P3")
observe("Opsgenie, another process: returned, requests", sent(address, "success"), ([True], []))
END
