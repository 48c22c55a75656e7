# A private Postgres: loopback only, passwords only, checksums on, nothing traded for speed.
# shellcheck shell=bash

# postgres_tool NAME: the path of a program of the server, preferring version 15.
postgres_tool() {
    local found
    for found in /usr/lib/postgresql/15/bin/"$1" /usr/lib/postgresql/*/bin/"$1"; do
        [[ -x $found ]] && printf '%s' "$found" && return
    done
    command -v "$1" || die "$1 is missing. Install postgresql-15, or run ops/up, which does."
}

postgres_pid_file() { printf '%s' "$run/postgres.pid"; }

# prepare_postgres: a cluster and its settings; the cluster once, the settings at every start.
prepare_postgres() {
    if [[ ! -s $data/postgres/PG_VERSION ]]; then
        as_service rm -rf "$data/postgres.new" "$data/postgres"
        secret postgres.password | put_for_service "$data/postgres.password"
        as_service "$(postgres_tool initdb)" --pgdata="$data/postgres.new" --username=postgres \
            --pwfile="$data/postgres.password" --auth=scram-sha-256 --data-checksums \
            --encoding=UTF8 --locale=C.UTF-8 >"$logs/initdb.log" 2>&1 ||
            { print_tail "$logs/initdb.log"; die "Postgres could not make its files in $data/postgres."; }
        as_service rm -f "$data/postgres.password"
        as_service mv "$data/postgres.new" "$data/postgres"
    fi
    as_service mkdir -p "$data/sockets"
    postgres_settings | put_for_service "$data/postgres/muster.conf"
    as_service grep -q "^include 'muster.conf'" "$data/postgres/postgresql.conf" ||
        printf "include 'muster.conf'\n" | as_service tee -a "$data/postgres/postgresql.conf" >/dev/null
    remove_stale_postmaster_pid
}

postgres_settings() {
    # The path of a socket may have 107 bytes; a home deeper than that does without.
    local sockets=$data/sockets
    ((${#sockets} < 85)) || sockets=''
    cat <<END
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = '$sockets'
unix_socket_permissions = 0700
max_connections = 400
password_encryption = 'scram-sha-256'
shared_buffers = '256MB'
max_wal_size = '2GB'
wal_compression = on
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_duration_statement = '2s'
log_line_prefix = '%m [%p] %q%u@%d %a '
idle_in_transaction_session_timeout = '5min'
cluster_name = 'muster'
END
}

# remove_stale_postmaster_pid: after a kill -9 or a reboot the old pid may be somebody else's by now.
remove_stale_postmaster_pid() {
    local pid name
    pid=$(as_service head -n 1 "$data/postgres/postmaster.pid" 2>/dev/null) || return 0
    name=$(cat "/proc/$pid/comm" 2>/dev/null || true)
    [[ $name == postgres ]] || as_service rm -f "$data/postgres/postmaster.pid"
}

# clock_library: what sets the clock of a program.
clock_library() {
    local library
    for library in /usr/lib/*/faketime/libfaketime.so.1; do
        [[ -e $library ]] && printf '%s' "$library" && return
    done
    die 'libfaketime is missing, by which tests set the clock of a Postgres. Install the package libfaketime.'
}

# launch_postgres: without waiting. Where `ops/services clock` was said before, the file that it has written is looked at
# whenever Postgres looks at its clock. While it is moved, limits of statements and locks do not end what waits
# (findings/libfaketime-limits.sh): who waits needs a limit of its own.
launch_postgres() {
    local library clock=()
    is_alive "$(postgres_pid_file)" && return 0
    prepare_postgres
    if [[ -e $data/clock ]]; then
        library=$(clock_library)
        clock=(env "LD_PRELOAD=$library" "FAKETIME_TIMESTAMP_FILE=$data/clock" FAKETIME_NO_CACHE=1
            FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1)
    fi
    launch_service "$(postgres_pid_file)" "$logs/postgres.log" "${clock[@]}" \
        "$(postgres_tool postgres)" -D "$data/postgres"
}

postgres_answers() {
    "$(postgres_tool pg_isready)" -q -h 127.0.0.1 -p "$postgres_port" -d postgres -U postgres
}

postgres_answers_or_is_gone() { postgres_answers || is_gone "$(postgres_pid_file)"; }

# await_postgres: until it takes connections. The children of a killed server hold its shared memory for a moment,
# and the next server refuses to start meanwhile: so it gets three attempts.
await_postgres() {
    local attempt
    for attempt in 1 2 3; do
        wait_until 120 postgres_answers_or_is_gone || break
        is_gone "$(postgres_pid_file)" || break
        ((attempt == 3)) || { sleep 1; launch_postgres; }
    done
    is_alive "$(postgres_pid_file)" && postgres_answers && return
    print_tail "$logs/postgres.log"
    die "Postgres did not start on port $postgres_port."
}

# psql_as ROLE …: runs standard input; the password comes from a file.
psql_as() {
    local role=$1
    shift
    PGPASSFILE=$secrets/pgpass "$(postgres_tool psql)" --host=127.0.0.1 --port="$postgres_port" --username="$role" \
        --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}

psql_as_operator() { psql_as "$operator_role" "$@"; }

write_password_file() {
    {
        printf '127.0.0.1:*:*:postgres:%s\n' "$(secret postgres.password)"
        printf '127.0.0.1:*:*:%s:%s\n' "$operator_role" "$(secret operator.database-password)"
    } | put_secret pgpass
}

# make_operator_role: the role of the CLI and the database it owns; nothing changes when both are there.
# It makes the processes' roles and databases for tests, and may see and end sessions; it is no superuser.
make_operator_role() {
    PASSWORD_FILE=$secrets/operator.database-password psql_as postgres --dbname=postgres \
        --set=role="$operator_role" --set=database="$database" <<'END'
set client_min_messages = warning;
\set password `cat "$PASSWORD_FILE"`
select format('create role %I', :'role')
 where not exists (select from pg_roles where rolname = :'role') \gexec
alter role :"role" with login createrole createdb password :'password';
grant pg_monitor, pg_signal_backend to :"role";
select format('create database %I owner %I', :'database', :'role')
 where not exists (select from pg_database where datname = :'database') \gexec
revoke all on database :"database" from public;
END
}

stop_postgres() { end "$(postgres_pid_file)" 60 INT; }

# make_database NAME TEMPLATE: owned by the operator. A copy has the template's contents but not the rights to connect:
# the processes that may connect to the template may connect to it.
make_database() {
    psql_as_operator --dbname=postgres --set=name="$1" --set=template="$2" <<'END'
create database :"name" template :"template";
revoke all on database :"name" from public;
select format('grant connect on database %I to %I', :'name', rolname) from pg_roles
where rolname like 'muster\_%' and has_database_privilege(rolname, :'template', 'connect') and not rolsuper
and :'template' <> 'template1' \gexec
END
}

# drop_database NAME: with whatever is still connected to it.
drop_database() {
    psql_as_operator --dbname=postgres --set=name="$1" <<'END'
set client_min_messages = warning;
drop database if exists :"name" with (force);
END
}
