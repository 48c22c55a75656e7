#!/usr/bin/env bash
# asyncpg 0.32.0 on PostgreSQL 15: a time without a zone is taken in the zone of the machine, not of the session, and
# "infinity" is a time without a zone.
#
# Expected: the zone of the session decides, as in SQL and in psycopg; a timestamptz is always read with a zone.
# Really:   09:00 written in a session of Europe/Berlin from a machine in New York is 13:00Z, by psycopg 07:00Z. infinity
#           comes as 9999-12-31T23:59:59.999999 without zone, which cannot be compared with the other values of its column.
# A user meets: shifts six hours off after a worker moved to another machine; "can't compare offset-naive and offset-aware"
#           at the first row whose end is open.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with 'psycopg[binary]==3.3.9' asyncpg==0.32.0
start_postgres
export TZ=America/New_York
run_python 60 "$postgres_port" <<'END'
import asyncio, datetime, sys
import asyncpg, psycopg
from observed import observe

place = {"host": "127.0.0.1", "port": int(sys.argv[1]), "user": "postgres"}
nine = datetime.datetime(2026, 7, 1, 9)
utc = "to_char({}::timestamptz at time zone 'UTC', 'DD HH24:MI')"

def with_psycopg():
    with psycopg.connect(**place) as connection:
        connection.execute("set timezone = 'Europe/Berlin'")
        return connection.execute("select " + utc.format("%s"), (nine,)).fetchone()[0]

async def with_asyncpg():
    connection = await asyncpg.connect(**place)
    try:
        await connection.execute("set timezone = 'Europe/Berlin'")
        written = await connection.fetchval("select " + utc.format("$1"), nine)
        row = await connection.fetchrow("select now() as now, 'infinity'::timestamptz as open")
        return written, row["open"].isoformat(), row["now"].tzinfo is not None
    finally:
        await connection.close()

written, infinity, others_have_zones = asyncio.run(with_asyncpg())
observe("09:00 in Berlin as written by psycopg", with_psycopg(), "01 07:00")
observe("09:00 in Berlin as written by asyncpg", written, "01 13:00")
observe("infinity as read by asyncpg", infinity, "9999-12-31T23:59:59.999999")
observe("other values have a zone", others_have_zones, True)
END
