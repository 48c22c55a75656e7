#!/usr/bin/env bash
# kombu 5.7.0: the serializer "json" is the default, but not for a body that is text or bytes already.
#
# Expected: publish(json.dumps(alert)) is application/json, as publish(alert) is; perhaps encoded twice.
# Really:   text goes out as text/plain, bytes as application/data with content_encoding "binary"; neither is encoded.
#           serializer="json" said explicitly encodes the text twice.
# A user meets: three publishers that mean the same alert and three content types, none of them wrong in their eyes.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with kombu==5.7.0
run_python 60 <<'END'
import json
from kombu.serialization import dumps
from observed import observe

alert = {"title": "Disk full"}
observe("an object", dumps(alert), ("application/json", "utf-8", '{"title": "Disk full"}'))
observe("its JSON text", dumps(json.dumps(alert)), ("text/plain", "utf-8", b'{"title": "Disk full"}'))
observe("its JSON bytes", dumps(json.dumps(alert).encode()), ("application/data", "binary", b'{"title": "Disk full"}'))
observe("its JSON text as json", dumps(json.dumps(alert), serializer="json"),
        ("application/json", "utf-8", '"{\\"title\\": \\"Disk full\\"}"'))
END
