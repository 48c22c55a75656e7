#!/usr/bin/env bash
# cloudevents 2.2.0: an event that is read without a time gets the time of reading as its own.
#
# Expected: time is optional; an event without one is read as an event without one.
# Really:   reading puts the clock's time into the attributes, and nothing tells it from a time that was sent. Passed on,
#           the event states it as its producer's word; read twice, it is two different events.
# A user meets: alerts that began "when they arrived", after an hour in a queue too, and a repetition that differs.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with cloudevents==2.2.0
run_python 60 <<'END'
import datetime, json, time
from cloudevents.core.bindings import http
from observed import observe

body = json.dumps({"specversion": "1.0", "id": "1", "source": "/db-1", "type": "alert", "data": {"title": "Disk full"}})
message = http.HTTPMessage({"content-type": "application/cloudevents+json"}, body.encode())
before = datetime.datetime.now(datetime.timezone.utc)
first = http.from_http_event(message)
time.sleep(0.01)
second = http.from_http_event(message)
observe("attributes", sorted(first.get_attributes()), ["id", "source", "specversion", "time", "type"])
observe("its time is that of reading", before <= first.get_time() <= second.get_time(), True)
observe("read twice, the same time", first.get_time() == second.get_time(), False)
observe("passed on with a time", "time" in json.loads(http.to_structured_event(first).body), True)
END
