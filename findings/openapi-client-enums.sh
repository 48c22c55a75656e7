#!/usr/bin/env bash
# openapi-python-client 0.29.1, datamodel-code-generator 0.89.0: one value that is new in an answer loses the whole answer.
#
# Expected: members that a document does not name are let through, as both do, and so is a word that its `enum` does not
#           name: the server may be newer than the client.
# Really:   an enum becomes a closed Python Enum, also in answers: a list in which one incident of a hundred has a status of
#           the next release raises, and no incident is read. `anyOf` of the enum and a string gives both what they need.
# A user meets: a board of all incidents that is empty from the hour in which the server was upgraded.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with openapi-python-client==0.29.1 datamodel-code-generator==0.89.0
cat >"$work/document.yaml" <<'END'
openapi: 3.1.0
info: { title: board, version: "1" }
paths:
  /incidents:
    get:
      operationId: listIncidents
      responses:
        "200":
          description: All
          content:
            application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Incident" } } }
components:
  schemas:
    Incident:
      type: object
      required: [name]
      properties:
        name: { type: string }
        status: { type: string, enum: [active, stable, closed] }
        severity: { anyOf: [{ type: string, enum: [minor, major] }, { type: string }] }
END
(cd "$work" && venv/bin/openapi-python-client generate --path document.yaml --output-path client --meta none >generated.log 2>&1)
(cd "$work" && venv/bin/datamodel-codegen --input document.yaml --output models.py \
    --output-model-type pydantic_v2.BaseModel >>generated.log 2>&1)
run_python 60 "$work" <<'END'
import json, sys
sys.path.insert(0, sys.argv[1])
import client, models, pydantic
from client.api.default import list_incidents
from observed import observe
from stand_in import StandIn

old = {"name": "INC-1", "status": "active", "severity": "major"}

def read(new):
    """How many of two incidents each client reads, the second of which has something new."""
    body = json.dumps([old, {**old, "name": "INC-2", **new}]).encode()
    counts = []
    for reader in (lambda: list_incidents.sync(client=client.Client(base_url=StandIn(200, body).url)),
                   lambda: pydantic.TypeAdapter(list[models.Incident]).validate_json(body)):
        try:
            counts.append(len(reader()))
        except ValueError:
            counts.append("ValueError")
    return counts

observe("a new member", read({"merged_into": "INC-1"}), [2, 2])
observe("a new status", read({"status": "merged"}), ["ValueError", "ValueError"])
observe("a new severity, of anyOf", read({"severity": "critical"}), [2, 2])
END
