#!/usr/bin/env bash
# pg8000 1.31.6 on PostgreSQL 15: after one value that it cannot read, each query gets the answer of the one before.
#
# Expected: a value that cannot be converted fails its query; the next query is a new one.
# Really:   24:00, a time of day in Postgres and the end of many shifts, raises ValueError halfway through the answer, and
#           the rest of it stays to be read: the next query returns nothing, the one after it that one's row, and so on,
#           without an error, until the connection ends.
# A user meets: a report that shows one incident's numbers under another's name, after somebody entered 24:00.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pg8000==1.31.6
start_postgres
run_python 60 "$postgres_port" <<'END'
import sys
import pg8000.native
from observed import observe

connection = pg8000.native.Connection("postgres", host="127.0.0.1", port=int(sys.argv[1]))

def answer(query):
    try:
        return connection.run(query)
    except ValueError:
        return "ValueError"

observe("a shift's end", answer("select '24:00'::time"), "ValueError")
observe("select 1", answer("select 1"), None)
observe("select 2", answer("select 2"), [[1]])
observe("select 3", answer("select 3"), [[2]])
END
