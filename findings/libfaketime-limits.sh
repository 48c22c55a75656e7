#!/usr/bin/env bash
# libfaketime 0.9.10 (Debian) before PostgreSQL 15: with its clock ahead, no limit of time ends a session that waits.
#
# Expected: a clock that is a day off stays a day off, and limits, which go by differences, hold as they do without it.
# Really:   a signal handler that looks at the clock while epoll_wait is waiting gets the true time. Ahead, no limit seems
#           reached: statement_timeout, lock_timeout and the search for deadlocks do nothing until the wait is over. Behind,
#           all seem reached: the alarm of deadlock_timeout after 1 s ends a statement that has 60. Busy ones end in time.
# A user meets: a test with a moved clock that hangs on two sessions that wait for each other, or fails 59 s too early.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with 'psycopg[binary]==3.3.9'
unpacked libfaketime=0.9.10-2.1
dpkg-deb --show "$work"/deb/*.deb
library=$(echo "$work"/root/usr/lib/*/faketime/libfaketime.so.1)
echo +0 >"$work/clock"
chmod 644 "$work/clock"
postgres_under=(env "LD_PRELOAD=$library" "FAKETIME_TIMESTAMP_FILE=$work/clock" FAKETIME_NO_CACHE=1
    FAKETIME_DONT_FAKE_MONOTONIC=1)
start_postgres
run_python 180 "$postgres_port" "$work/clock" <<'END'
import datetime, sys, threading
import psycopg
from observed import observe

place = {"host": "127.0.0.1", "port": int(sys.argv[1]), "user": "postgres"}

def session(*settings):
    connection = psycopg.connect(**place)
    for setting in settings:
        connection.execute(f"set {setting}")
    connection.commit()
    return connection

def said(connection, statement, seconds=None):
    """What ended it; after so many seconds this asks the server to."""
    cancel = threading.Timer(seconds, connection.cancel) if seconds else None
    if cancel:
        cancel.start()
    try:
        connection.execute(statement)
        return "went through"
    except psycopg.Error as error:
        return error.diag.message_primary
    finally:
        if cancel:
            cancel.cancel()

def limited(statement):
    with session("statement_timeout = '1s'") as connection:
        return said(connection, statement)

def waiting(setting):
    with session() as holder, session(setting) as waiter:
        holder.execute("select pg_advisory_xact_lock(1)")
        answer = said(waiter, "select pg_advisory_xact_lock(1)", seconds=6)
        waiter.rollback()
        return answer

def crossed():
    with session() as one, session() as other:
        one.execute("select pg_advisory_xact_lock(1)")
        other.execute("select pg_advisory_xact_lock(2)")
        answers = []
        thread = threading.Thread(target=lambda: answers.append(said(one, "select pg_advisory_xact_lock(2)", seconds=6)))
        thread.start()
        answers.append(said(other, "select pg_advisory_xact_lock(1)", seconds=7))
        thread.join()
        for connection in one, other:
            connection.rollback()
        return sorted(answers)

in_time, asked = "canceling statement due to statement timeout", "canceling statement due to user request"
busy = "select count(*) from generate_series(1, 1000000000)"
with session() as connection:
    observe("PostgreSQL", connection.info.server_version // 10000, 15)
for clock, days, asleep, locked, long, both in [
        ("+0", 0, in_time, "canceling statement due to lock timeout", asked, ["deadlock detected", "went through"]),
        ("+1d", 1, "went through", asked, asked, [asked, "went through"]),
        ("-1d", -1, in_time, "canceling statement due to lock timeout", in_time, ["deadlock detected", "went through"])]:
    with open(sys.argv[2], "w") as file:
        file.write(clock + "\n")
    with session() as connection:
        now = connection.execute("select now()").fetchone()[0]
    ahead = now - datetime.datetime.now(datetime.timezone.utc)
    observe(f"clock {clock}: days ahead", round(ahead / datetime.timedelta(days=1)), days)
    observe(f"clock {clock}: busy, statement_timeout 1 s", limited(busy), in_time)
    observe(f"clock {clock}: asleep for 4 s, statement_timeout 1 s", limited("select pg_sleep(4)"), asleep)
    observe(f"clock {clock}: 6 s for a lock, lock_timeout 1 s", waiting("lock_timeout = '1s'"), locked)
    observe(f"clock {clock}: 6 s for a lock, statement_timeout 60 s", waiting("statement_timeout = '60s'"), long)
    observe(f"clock {clock}: each waits for the other's lock", crossed(), both)
END
