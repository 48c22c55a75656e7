#!/usr/bin/env bash
# prometheus_client 0.26.0: its parser gives the samples of some counters names that they do not have.
#
# Expected: the parser of the text format yields the samples of the page: muster_done is muster_done.
# Really:   a counter without "_total" at its end gets it, as OpenMetrics would want it: muster_done_total; the text
#           format allows such counters, and exporters have them (erlang_mnesia_committed_transactions of RabbitMQ).
# A user meets: a check that asks for the name on the page and finds nothing, though Prometheus itself stores that name.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with prometheus_client==0.26.0
run_python 60 <<'END'
from observed import observe
from prometheus_client.parser import text_string_to_metric_families

def samples(page):
    return [sample.name for family in text_string_to_metric_families(page) for sample in family.samples]

name = "erlang_mnesia_committed_transactions"
observe("a counter without _total", samples(f"# TYPE {name} counter\n{name} 5\n"), [name + "_total"])
observe("the same without its type", samples(f"{name} 5\n"), [name])
observe("a counter with _total", samples("# TYPE alerts_total counter\nalerts_total 5\n"), ["alerts_total"])
END
