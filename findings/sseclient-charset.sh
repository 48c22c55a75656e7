#!/usr/bin/env bash
# sseclient 0.0.27: without a charset in the Content-Type an event ends at the second byte of "Å" or "ą".
#
# Expected: events are UTF-8, whatever the header says (HTML Standard 9.2.5): text/event-stream has no other encoding.
# Really:   the stream is read as ISO 8859-1, and a line ends at each byte that is a line end there, 0x85 among them: the data
#           of an event about Åsa is {"owner": "Ã, the rest of it is dropped without an error. With "; charset=utf-8" it is
#           right.
# A user meets: a watcher that works until somebody of that name takes an incident.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with sseclient==0.0.27 requests==2.34.2
run_python 60 <<'END'
import itertools
import sseclient
from observed import observe
from stand_in import StandIn

text = 'id: 1\ndata: {"owner": "Åsa"}\n\nid: 2\ndata: {"owner": "Zoë"}\n\n'
whole = [("1", '{"owner": "Åsa"}'), ("2", '{"owner": "Zoë"}')]
for kind, recorded in [
    ("text/event-stream", [("1", '{"owner": "Ã'), ("2", '{"owner": "ZoÃ«"}')]), ("text/event-stream; charset=utf-8", whole),
]:
    server = StandIn(200, text.encode(), headers={"Content-Type": kind})
    observe(kind, [(event.id, event.data) for event in itertools.islice(sseclient.SSEClient(server.url), 2)], recorded)
END
