#!/usr/bin/env bash
# cloudevents 2.2.0: what an attribute is depends on the mode; a boolean in a header is "True".
#
# Expected: a boolean attribute in HTTP's binary mode is "true" or "false" (CloudEvents, canonical text), and reading gives
#           the same event whether it came in binary or structured mode.
# Really:   "True" with a capital, which other SDKs and filters do not take for true; after reading, binary mode has the
#           texts "True" and "17" where structured mode has true and 17. Data that is JSON in bytes already goes out in
#           structured mode as data_base64, without data.
# A user meets: a rule "severitynumber >= 17" or "test == true" that depends on the mode a proxy chose; an alert with no data.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with cloudevents==2.2.0
run_python 60 <<'END'
import json
from cloudevents.core.bindings import http
from cloudevents.core.v1.event import CloudEvent
from observed import observe

attributes = {"specversion": "1.0", "id": "1", "source": "/db-1", "type": "alert", "datacontenttype": "application/json",
              "severitynumber": 17, "test": True}
event = CloudEvent(attributes, {"title": "Disk full"})
binary, structured = http.to_binary_event(event), http.to_structured_event(event)
observe("headers", (binary.headers["ce-test"], binary.headers["ce-severitynumber"]), ("True", "17"))
for mode, message, recorded in [("binary", binary, ("True", "17")), ("structured", structured, (True, 17))]:
    read = http.from_http_event(message).get_attributes()
    observe(f"read, {mode}", (read["test"], read["severitynumber"]), recorded)
sent = json.loads(http.to_structured_event(CloudEvent(attributes, b'{"title": "Disk full"}')).body)
observe("JSON in bytes, structured", {name: sent[name] for name in sent if name.startswith("data")},
        {"datacontenttype": "application/json", "data_base64": "eyJ0aXRsZSI6ICJEaXNrIGZ1bGwifQ=="})
END
