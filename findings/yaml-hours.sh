#!/usr/bin/env bash
# ruamel.yaml 0.19.1, PyYAML 6.0.4: hours of a rota that one writes are another thing in the other.
#
# Expected: what a YAML library writes of {"from": "22:00", "until": "06:00"} is read as that by the other.
# Really:   ruamel.yaml (YAML 1.2) writes 22:00 without quotes, and PyYAML (YAML 1.1) reads minutes in base 60: 1320. 06:00 stays a
#           text, because its hour begins with 0, so that a rota with hours of the morning alone shows nothing of it.
# A user meets: a generated configuration whose day hours work, and whose night is refused, or is 1320 o'clock.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with ruamel.yaml==0.19.1 PyYAML==6.0.4
run_python 60 <<'END'
import io
import yaml
from observed import observe
from ruamel.yaml import YAML

hours = {"from": "22:00", "until": "06:00"}
written = io.StringIO()
YAML().dump(hours, written)
observe("written by ruamel.yaml", written.getvalue(), "from: 22:00\nuntil: 06:00\n")
observe("read by PyYAML", yaml.safe_load(written.getvalue()), {"from": 1320, "until": "06:00"})
observe("read by ruamel.yaml", dict(YAML(typ="safe").load(written.getvalue())), hours)
observe("8:00 and 18:30, read by PyYAML", yaml.safe_load("[8:00, 08:00, 18:30]"), [480, "08:00", 1110])
observe("written by PyYAML", yaml.safe_dump(hours), "from: '22:00'\nuntil: 06:00\n")
END
