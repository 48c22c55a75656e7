#!/usr/bin/env bash
# PostgreSQL 15: the hours of a duration are those beyond its days, and a day of age() may have 25 hours.
#
# Expected: of an incident that lasted 30 hours, to_char(closed - opened, 'HH24:MI') is 30:00, and age(closed, opened) is the
#           same duration as closed - opened.
# Really:   the difference of two timestamptz is "1 day 06:00:00", so that HH24 and extract(hour) are 6; of an interval that
#           was written as '30 hours' they are 30. Over the night of October age() is an hour less than the difference, and a
#           mean of both kinds is written with days or without.
# A user meets: a table of the longest incidents in which the one of 30 hours stands with 06:00, below one of seven.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

start_postgres
python_with 'psycopg[binary]==3.3.9'
run_python 60 "$postgres_port" <<'END'
import sys
import psycopg
from observed import observe

connection = psycopg.connect(
    f"host=127.0.0.1 port={sys.argv[1]} user=postgres dbname=postgres", options="-c TimeZone=Europe/Berlin")

def ask(expression):
    return connection.execute(f"select {expression}").fetchone()[0]

lasted = "(timestamptz '2026-11-03 06:00' - timestamptz '2026-11-02 00:00')"
for what, expression, recorded in [
    ("30 hours between two times", f"{lasted}::text", "1 day 06:00:00"),
    ("its HH24:MI", f"to_char({lasted}, 'HH24:MI')", "06:00"),
    ("its hours", f"extract(hour from {lasted})::int", 6),
    ("its seconds", f"extract(epoch from {lasted})::int", 108000),
    ("30 hours that were written", "to_char(interval '30 hours', 'HH24:MI')", "30:00"),
    ("equal", f"{lasted} = interval '30 hours'", True),
    ("in October, the difference", "(timestamptz '2026-10-26 08:00' - timestamptz '2026-10-25 00:00')::text",
     "1 day 09:00:00"),
    ("in October, age()", "age(timestamptz '2026-10-26 08:00', timestamptz '2026-10-25 00:00')::text", "1 day 08:00:00"),
]:
    observe(what, ask(expression), recorded)
END
