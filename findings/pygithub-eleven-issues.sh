#!/usr/bin/env bash
# PyGithub 2.10.0: create_issue is sent eleven times on a 502 or a lost answer, within about a second.
#
# Expected: only requests that may be repeated are (GET, PUT, DELETE), with growing waits; a POST fails at once.
# Really:   the default retry includes POST, for every 5xx and for connections that end early, ten times, with no wait
#           between them. Every one of the eleven may have made an issue.
# A user meets: eleven tickets for one incident when the gateway's answer fails but the work behind it was done.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with PyGithub==2.10.0
run_python 60 <<'END'
import logging, time
import github
from observed import observe
from stand_in import StandIn

logging.disable(logging.CRITICAL)
for what, status in [("502", 502), ("no answer", None)]:
    server = StandIn(status)
    repository = github.Github(auth=github.Auth.Token("x"), base_url=server.url, lazy=True).get_repo("o/r")
    start = time.monotonic()
    try:
        repository.create_issue("INC-1 Checkout is slow")
    except Exception as error:
        print("   ", type(error).__name__, f"after {time.monotonic() - start:.1f} s")
    observe(f"{what}: method, path, times", (*server.requests[0][:2], len(server.requests)),
            ("POST", "/repos/o/r/issues", 11))
    observe(f"{what}: different requests", len(set(server.requests)), 1)
END
