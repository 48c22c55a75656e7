#!/usr/bin/env bash
# PgBouncer 1.18.0 (Debian): session settings that a client asks for at its start are refused, or accepted and dropped.
#
# Expected: pool_mode=session gives a client a server of its own with what it asked for: options='-c statement_timeout=5s'.
# Really:   options is "unsupported startup parameter". With the setting that this leads to, ignore_startup_parameters =
#           options, the connection is made, none of its settings hold, and RESET ALL does not bring them back. There is no
#           warning to the client.
# A user meets: a program with limits for statements and open transactions that has none since a pooler stands before its
#           database; a time zone that is the server's.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

start_postgres
python_with 'psycopg[binary]==3.3.9'
unpacked pgbouncer libc-ares2
chmod 755 "$work" "$work/root"
run=()
# It refuses to run as root, too.
((EUID != 0)) || run=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
echo '"postgres" ""' >"$work/users"

# pool NAME SETTING: listens on the port in `pool_port`.
pool() {
    pool_port=$(free_port)
    cat >"$work/$1.ini" <<END
[databases]
postgres = host=127.0.0.1 port=$postgres_port
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $pool_port
unix_socket_dir =
auth_type = trust
auth_file = $work/users
pool_mode = session
$2
END
    LD_LIBRARY_PATH=$(dirname "$(find "$work/root" -name 'libcares.so.2')") \
        "${run[@]}" "$work/root/usr/sbin/pgbouncer" "$work/$1.ini" >"$work/$1.log" 2>&1 &
    started+=("$!")
    wait_for_port "$pool_port" 20
}

pool plain ''
plain_port=$pool_port
pool ignoring 'ignore_startup_parameters = options'
run_python 60 "$postgres_port" "$plain_port" "$pool_port" <<'END'
import sys
import psycopg
from observed import observe

asked = {"statement_timeout": "5s", "idle_in_transaction_session_timeout": "7s", "TimeZone": "Asia/Tokyo"}

def settings(port):
    try:
        connection = psycopg.connect(f"host=127.0.0.1 port={port} user=postgres dbname=postgres", autocommit=True,
                                     options=" ".join(f"-c {name}={value}" for name, value in asked.items()))
    except psycopg.OperationalError as error:
        return str(error).strip().split("FATAL:")[-1].strip()
    with connection:
        before, after = [[connection.execute(f"show {name}").fetchone()[0] for name in asked]
                         for statement in ("select 1", "reset all") if connection.execute(statement)]
        return before, after

for what, port, recorded in zip(["PostgreSQL itself", "PgBouncer", "PgBouncer that ignores options"], sys.argv[1:], [
    (["5s", "7s", "Asia/Tokyo"], ["5s", "7s", "Asia/Tokyo"]), "unsupported startup parameter: options",
    (["0", "0"], ["0", "0"]),
]):
    seen = settings(port)
    # The zone is then that of the machine's server.
    observe(what, seen if isinstance(seen, str) or "5s" in seen[0] else tuple(part[:2] for part in seen), recorded)
END
