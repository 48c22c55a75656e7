#!/usr/bin/env bash
# kombu 5.7.0 (and Celery above it): times, decimals and identifiers in a JSON body are objects of a notation of its own.
#
# Expected: the serializer "json" writes a datetime as ISO 8601 text, a Decimal as a number or text, a UUID as text.
# Really:   each becomes {"__type__": …, "__value__": …}; a UUID is nested once more. Only kombu reads that back.
# A user meets: an alert published with startsAt=datetime.now(timezone.utc), refused elsewhere since its time is an object.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with kombu==5.7.0
run_python 60 <<'END'
import datetime, decimal, json, uuid
from kombu.serialization import dumps
from observed import observe

def sent(value):
    content_type, encoding, body = dumps({"value": value}, serializer="json")
    return content_type, json.loads(body)["value"]

json_type = "application/json"
observe("a datetime", sent(datetime.datetime(2026, 11, 28, 10, 0, tzinfo=datetime.timezone.utc)),
        (json_type, {"__type__": "datetime", "__value__": "2026-11-28T10:00:00+00:00"}))
observe("a date", sent(datetime.date(2026, 11, 28)), (json_type, {"__type__": "date", "__value__": "2026-11-28"}))
observe("a Decimal", sent(decimal.Decimal("1.50")), (json_type, {"__type__": "decimal", "__value__": "1.50"}))
observe("a UUID", sent(uuid.UUID(int=1)),
        (json_type, {"__type__": "uuid", "__value__": {"hex": "00000000000000000000000000000001"}}))
END
