#!/usr/bin/env bash
# Alertmanager 0.25.0 (Debian prometheus-alertmanager): a matcher whose expression ends with a repetition loses its brace.
#
# Expected: the matcher zone=~a{2} of a route is for the zone "aa".
# Really:   a } at the end is taken away also where no { stands at the beginning: the route is for the zone "a{2", of which
#           there is none, and says nothing. In double quotes it stays whole. Later releases read matchers in this way still,
#           where their newer rules cannot (a brace without quotes).
# A user meets: a route or inhibition that matches nothing, although a test of the expression says that it does.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked prometheus-alertmanager
cat >"$work/alertmanager.yml" <<'END'
route:
  receiver: hook
  routes:
    - { receiver: hook, matchers: ['zone=~a{2}'] }
    - { receiver: hook, matchers: ['zone=~"a{2}"'] }
receivers: [{ name: hook }]
END
routes=$("$work/root/usr/bin/amtool" config routes show --config.file="$work/alertmanager.yml" 2>/dev/null |
    grep -o '{.*}')
interpreter=python3
run_python 10 "$routes" <<'END'
import sys
from observed import observe

observe("the routes are for", sys.argv[1].splitlines(), ['{zone=~"a{2"}', '{zone=~"a{2}"}'])
END
