#!/usr/bin/env bash
# pg_dump of PostgreSQL 15: of a partitioned table it writes the definition, and leaves the rows and the partitions out.
#
# Expected: --table=event has the rows of the table event, or fails; --exclude-table-data=event leaves them out.
# Really:   both mean the parent alone, which has no rows of its own: the dump of the one table is empty, with status 0 and
#           not a word, and the dump without its rows has them all. From 16 on there is --table-and-children.
# A user meets: an archive of the alerts of a year that is found empty when it is needed; a copy for the test system with all
#           payloads of production in it.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

start_postgres
bin=/usr/lib/postgresql/15/bin
at=(--host=127.0.0.1 --port="$postgres_port" --username=postgres)
"$bin/psql" "${at[@]}" --quiet <<'END'
create table event (title text, at date) partition by range (at);
create table event_2026_11 partition of event for values from ('2026-11-01') to ('2026-12-01');
insert into event values ('Disk full', '2026-11-02');
create table plain (title text);
insert into plain values ('Disk full');
END
interpreter=python3
run_python 60 "$bin/pg_dump" "${at[@]}" <<'END'
import subprocess, sys
from observed import observe

def dump(*options):
    """Status, words on standard error, and whether tables, partitions and rows are there."""
    run = subprocess.run([*sys.argv[1:], *options, "postgres"], capture_output=True, text=True)
    words = ("TABLE public.plain", "TABLE public.event ", "PARTITION public.event", "Disk full")
    return run.returncode, run.stderr, [word for word in words if word in run.stdout]

observe("--table=plain", dump("--table=plain"), (0, "", ["TABLE public.plain", "Disk full"]))
observe("--table=event", dump("--table=event"), (0, "", ["TABLE public.event "]))
observe("--table='event*'", dump("--table=event*"), (0, "", ["TABLE public.event ", "PARTITION public.event", "Disk full"]))
observe("--exclude-table=plain --exclude-table-data=event", dump("--exclude-table=plain", "--exclude-table-data=event"),
        (0, "", ["TABLE public.event ", "PARTITION public.event", "Disk full"]))
END
