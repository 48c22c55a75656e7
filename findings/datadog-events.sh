#!/usr/bin/env bash
# datadog 0.56.0: an event that was refused, or that never arrived, is a return value; a 500 is an exception.
#
# Expected: api.Event.create raises when Datadog answers 403, when the connection is lost and when nobody listens, or never.
# Really:   these three come back as {"errors": …} without an exception, as what succeeded comes back as {"event": …}; 500 raises
#           HTTPError. One try each.
# A user meets: a job whose events feed a monitor, and so Muster; its key is exchanged, and nobody hears of anything again.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with datadog==0.56.0
run_python 60 <<'END'
import datadog
from observed import observe
from stand_in import StandIn

def create(url):
    datadog.initialize(api_key="key", app_key="key", api_host=url)
    try:
        return list(datadog.api.Event.create(title="Disk full", text="db-1"))
    except Exception as error:
        return type(error).__name__

for status, body, recorded in [(202, b'{"event": {"id": 1}}', ["event"]), (403, b'{"errors": ["Forbidden"]}', ["errors"]),
                               (None, b"", ["errors"]), (500, b"{}", "HTTPError")]:
    server = StandIn(status, body)
    observe(f"answered {status}: returned or raised, requests", (create(server.url), len(server.requests)), (recorded, 1))
observe("nobody listens", create("http://127.0.0.1:9"), ["errors"])
END
