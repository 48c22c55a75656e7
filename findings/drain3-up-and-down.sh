#!/usr/bin/env bash
# drain3 0.9.11: a problem and its end have the same template.
#
# Expected: templates of log lines, which one takes for the key of an alert, tell "db-1 is down" from "db-1 is up", and the
#           template of a line does not depend on what came before.
# Really:   with its defaults (sim_th 0.4) both are "db-1 is <*>", as "Disk full on db-1" and "Disk failed on db-1" are one.
#           The template of the first line was another one until the second came. "db-2 is down" is a group of its own.
# A user meets: an alert that ends when its neighbour begins, and a key that changes while the alert is open.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with drain3==0.9.11
run_python 60 <<'END'
from drain3 import TemplateMiner
from drain3.template_miner_config import TemplateMinerConfig
from observed import observe

miner = TemplateMiner(config=TemplateMinerConfig())
for line, recorded in [
    ("db-1 is down", (1, "db-1 is down")),
    ("db-1 is up", (1, "db-1 is <*>")),
    ("db-1 is down", (1, "db-1 is <*>")),
    ("db-2 is down", (2, "db-2 is down")),
    ("Disk full on db-1", (3, "Disk full on db-1")),
    ("Disk failed on db-1", (3, "Disk <*> on db-1")),
]:
    group = miner.add_log_message(line)
    observe(line, (group["cluster_id"], group["template_mined"]), recorded)
END
