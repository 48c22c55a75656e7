# Celery and FastStream from PyPI, as references for drain.rate: the same broker, queues of the same kind, the same
# statement for each message.
# shellcheck shell=bash

peer_host=bench

prepare_peers() {
    [[ -x $home/peers/bin/uvicorn || -x $home/peers/bin/typer ]] || {
        python3 -m venv "$home/peers"
        "$home/peers/bin/pip" install --quiet --disable-pip-version-check \
            celery 'faststream[rabbit,cli]' asyncpg 'psycopg[binary,pool]'
    }
    "$root/ops/services" make-virtual-host "$peer_host"
    sed "s#/$virtual_host\$#/$peer_host#" "$secrets/bench.amqp-url" | put_secret bench.peer-amqp-url
    printf '%s\n' "$MUSTER_DATABASE_URL" | put_secret bench.database-url
    sql <<'END'
create schema if not exists bench;
create table if not exists bench.inbox (message_id uuid primary key, done_at timestamptz not null default now());
create table if not exists bench.told (incident_id uuid primary key, version integer not null, status text not null);
END
}

# peer_drain celery|faststream: messages a second, between the first and the last of a backlog.
peer_drain() {
    local rate
    rate=$(MUSTER_BENCH_PEER_AMQP_URL_FILE=$secrets/bench.peer-amqp-url \
        MUSTER_BENCH_DATABASE_URL_FILE=$secrets/bench.database-url \
        timeout 300 "$home/peers/bin/python" "$root/ops/benchmarks/peers.py" "$1" "$bench_peer_backlog" 2>>"$log") || true
    say "$1: ${rate:-failed}" >>"$log"
    say "${rate:-null}"
}
