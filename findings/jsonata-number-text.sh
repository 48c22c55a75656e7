#!/usr/bin/env bash
# jsonata-python 0.7.1: whole numbers from 10^15 on turn into text with an exponent.
#
# Expected: $string and & write a number as JSON.stringify does (JSONata's own words): plain digits below 10^21.
# Really:   "1e+15" and "1.7e+15"; 10^15 - 1 is still plain.
# A user meets: a time in microseconds or a long ticket number that a playbook puts into a message or a key, and that
#           is "1.795e+15" in the local test.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with jsonata-python==0.7.1
run_python 60 <<'END'
from jsonata import Jsonata
from observed import observe

for expression, recorded in [
    ("$string(999999999999999)", "999999999999999"), ("$string(1000000000000000)", "1e+15"),
    ("\"page-\" & 1795000000000000", "page-1.795e+15"), ("$string(1e21)", "1e+21"),
]:
    observe(expression, Jsonata(expression).evaluate(None), recorded)
END
