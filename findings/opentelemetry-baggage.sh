#!/usr/bin/env bash
# opentelemetry-api 1.45.2: baggage changes on its way through a service that only passes it on.
#
# Expected: what came in goes out: values are percent-encoded, "+" is a plus sign, and what follows ";" are properties of
#           an entry, not its value (W3C Baggage).
# Really:   "user=a%20b" goes on as "a+b", which others read with a plus; "v=1+1" is read as "1 1"; the properties of
#           "team=ops;ttl=5" become part of the value, "ops;ttl=5", and go on encoded.
# A user meets: an incident id or a team's name in baggage that no longer equals itself behind the second service.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with opentelemetry-api==1.45.2
run_python 60 <<'END'
from observed import observe
from opentelemetry import baggage
from opentelemetry.baggage.propagation import W3CBaggagePropagator

propagator = W3CBaggagePropagator()
for sent, value, passed_on in [
    ("user=a%20b", "a b", "user=a+b"), ("version=1+1", "1 1", "version=1+1"), ("team=ops;ttl=5", "ops;ttl=5", "team=ops%3Bttl%3D5"),
]:
    context = propagator.extract({"baggage": sent})
    carrier = {}
    propagator.inject(carrier, context)
    observe(f"{sent}: read", list(baggage.get_all(context).values()), [value])
    observe(f"{sent}: passed on", carrier["baggage"], passed_on)
END
