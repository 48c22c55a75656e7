#!/usr/bin/env bash
# jsonata-python 0.7.1: "in" and $distinct take true for 1 and false for 0, though "=" does not.
#
# Expected: JSONata's values have types: 1 = true is false, so 1 in [true] is false and $distinct([1, true]) has both.
# Really:   1 in [true] is true, $distinct([1, true, 0, false]) is [1, 0].
# A user meets: a Choice that is taken in a local test with this package and not where the playbook runs; flags that
#           vanish from a list because a count of 1 stood before them.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with jsonata-python==0.7.1
run_python 60 <<'END'
from jsonata import Jsonata
from observed import observe

for expression, recorded in [
    ("1 = true", False), ("1 in [true]", True), ("false in [0, 2]", True), ("$distinct([1, true, 0, false])", [1, 0]),
]:
    observe(expression, Jsonata(expression).evaluate(None), recorded)
END
