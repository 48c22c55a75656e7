#!/usr/bin/env bash
# pandas 3.1.1: read_json makes numbers of texts, and two keys of alerts are one.
#
# Expected: what JSON has in quotes is text, unlike what a CSV has.
# Really:   a column whose texts all look like numbers is one of numbers: "0017" is 17, version "1.10" is 1.1, "1e2" is 100, and the
#           keys of 22 digits that differ in the last are one number. With one other text all stay.
# A user meets: alerts counted by their key, of which thousands are one, until a key with a letter comes.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pandas==3.1.1
run_python 60 <<'END'
import io, json
import pandas
from observed import observe

def read(**columns):
    rows = [dict(zip(columns, values)) for values in zip(*columns.values())]
    return {name: values.tolist() for name, values in pandas.read_json(io.StringIO(json.dumps(rows))).items()}

observe("keys", read(dedup_key=["1795000000000000000001", "1795000000000000000002"])["dedup_key"], [1.795e21] * 2)
observe("keys, one with a letter", read(dedup_key=["0017", "a"])["dedup_key"], ["0017", "a"])
observe("keys, one without", str(read(dedup_key=["0017", None])["dedup_key"]), "[17.0, nan]")
observe("tickets", read(ticket=["0017", "0018"])["ticket"], [17, 18])
observe("versions", read(version=["1.10", "1.9"])["version"], [1.1, 1.9])
observe("words", read(word=["1e2", "2e2"])["word"], [100, 200])
frame = pandas.read_json(io.StringIO('[{"dedup_key": "0017"}]'), dtype=False)
observe("with dtype=False", frame["dedup_key"].tolist(), ["0017"])
END
