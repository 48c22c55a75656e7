#!/usr/bin/env bash
# jsonschema 4.26.0: a pattern is Python's, not that of JSON Schema.
#
# Expected: pattern is a regular expression of ECMA-262: $ is the end, \d is 0 to 9, \p{L} is a letter.
# Really:   $ also stands before a line break at the end, \d is any digit of any script, \p{L} raises an error in the
#           middle of the validation.
# A user meets: a key "db-1\n" from a script that a check in Python lets through and the service refuses; a schema that
#           validates everywhere else and cannot be used.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with jsonschema==4.26.0
run_python 60 <<'END'
from jsonschema import Draft202012Validator
from observed import observe

def valid(pattern, text):
    try:
        return Draft202012Validator({"type": "string", "pattern": pattern}).is_valid(text)
    except Exception as error:
        return str(error)

observe("a line break at the end", valid("^[a-z0-9-]+$", "db-1\n"), True)
observe("other digits", valid(r"^INC-\d+$", "INC-\u0661\u0662"), True)
observe("a class of Unicode", valid(r"^\p{L}+$", "disk"), "bad escape \\p at position 1")
END
