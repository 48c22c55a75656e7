#!/usr/bin/env bash
# jsonschema 4.26.0: with checking of formats switched on, times, durations and addresses of the web are still not checked.
#
# Expected: format is a remark by default, and FORMAT_CHECKER checks the formats of the draft.
# Really:   it checks those for which some other package happens to be installed, and lets the others through without a
#           word: uuid, date and email are checked, date-time, duration and uri are not (jsonschema[format] brings them).
# A user meets: a test of their alerts against the API's document that is green with "timestamp": "yesterday", on one
#           machine, and red on another.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with jsonschema==4.26.0
run_python 60 <<'END'
from jsonschema import Draft202012Validator
from observed import observe

recorded = {"uuid": False, "date": False, "email": False, "date-time": True, "duration": True, "uri": True}
for name, valid in recorded.items():
    validator = Draft202012Validator({"format": name}, format_checker=Draft202012Validator.FORMAT_CHECKER)
    observe(f'"no {name}" is a {name}', validator.is_valid(f"no {name}"), valid)
END
