#!/usr/bin/env bash
# psycopg 3.3.9 and asyncpg 0.32.0 on PostgreSQL 15: an interval of a month is read as thirty days, of a year as 365.
#
# Expected: "1 month" cannot be a timedelta: an error, or a type of its own with months in it.
# Really:   a timedelta, 30 days for each month, without a word; written back it is "30 days" for good. pg8000 1.31.6 has
#           a type with months.
# A user meets: a rota that changes hands on the 1st of each month and, once a script has touched it, on 31 January.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with 'psycopg[binary]==3.3.9' asyncpg==0.32.0 pg8000==1.31.6
start_postgres
run_python 60 "$postgres_port" <<'END'
import asyncio, sys
import asyncpg, pg8000.native, psycopg
from observed import observe

place = {"host": "127.0.0.1", "port": int(sys.argv[1]), "user": "postgres"}

async def with_asyncpg(interval):
    connection = await asyncpg.connect(**place)
    try:
        value = await connection.fetchval(f"select interval '{interval}'")
        return str(value), await connection.fetchval("select ($1::interval)::text", value)
    finally:
        await connection.close()

def with_psycopg(interval):
    with psycopg.connect(**place) as connection:
        value = connection.execute(f"select interval '{interval}'").fetchone()[0]
        return str(value), connection.execute("select (%s::interval)::text", (value,)).fetchone()[0]

def with_pg8000(interval):
    return str(pg8000.native.Connection(**place).run(f"select interval '{interval}'")[0][0])

for interval, recorded in [("1 month", ("30 days, 0:00:00", "30 days")), ("1 year", ("365 days, 0:00:00", "365 days"))]:
    observe(f"{interval} by psycopg: read, written back", with_psycopg(interval), recorded)
    observe(f"{interval} by asyncpg: read, written back", asyncio.run(with_asyncpg(interval)), recorded)
observe("1 month by pg8000: read", with_pg8000("1 month"), "1 months")
END
