# What the scripts beside this file share. Sourced by each; nothing here touches Muster or the system's services.
# shellcheck shell=bash

set -euo pipefail

findings=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d)
interpreter=$work/venv/bin/python
started=()

# clean_up: ends only what this script started, then removes its folder.
clean_up() {
    local pid
    for pid in "${started[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# python_with NAME==VERSION…: a virtual environment of its own with these packages.
python_with() {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

# run_python SECONDS [ARGUMENT…]: the program on standard input, in that environment; no script here may hang.
run_python() {
    local seconds=$1
    shift
    PYTHONPATH="$findings/python" PYTHONDONTWRITEBYTECODE=1 \
        timeout --kill-after=5 "$seconds" "$interpreter" - "$@"
}

# unpacked PACKAGE…: Debian packages unpacked below `$work/root`, not installed.
unpacked() {
    mkdir -p "$work/deb" "$work/root"
    (cd "$work/deb" && apt-get download -qq -o APT::Sandbox::User=root "$@")
    local file
    for file in "$work"/deb/*.deb; do dpkg-deb --extract "$file" "$work/root"; done
}

# free_port: a port of 127.0.0.1 that nobody listens on now.
free_port() {
    python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}

# wait_for_port PORT SECONDS
wait_for_port() {
    local tries=$(($2 * 5))
    until (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        ((tries-- > 0)) || { echo "nothing listens on port $1" >&2; return 1; }
        sleep 0.2
    done
}

# start_broker: the installed RabbitMQ with a data folder, an epmd and ports of its own; `$amqp_url` leads to it. It has the
# plugins of `broker_plugins`, with commas between, and the lines of `broker_settings`.
broker_plugins='' broker_settings=''
start_broker() {
    local program=/usr/lib/rabbitmq/bin/rabbitmq-server epmd_port amqp_port distribution_port
    [[ -x $program ]] || { echo 'needs the Debian package rabbitmq-server' >&2; exit 1; }
    epmd_port=$(free_port) amqp_port=$(free_port) distribution_port=$(free_port)
    mkdir "$work/broker"
    printf 'listeners.tcp.1 = 127.0.0.1:%s\nlog.console = false\n%s\n' "$amqp_port" "$broker_settings" \
        >"$work/broker/rabbitmq.conf"
    printf '[%s].\n' "$broker_plugins" >"$work/broker/enabled_plugins"
    printf '[].\n' >"$work/broker/advanced.config"
    : >"$work/broker/env.conf"
    epmd -port "$epmd_port" -address 127.0.0.1 >"$work/epmd.log" 2>&1 &
    local epmd=$!
    env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$work/broker" LANG=C.UTF-8 RUNNING_UNDER_SYSTEMD=true \
        ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1 \
        RABBITMQ_NODENAME=findings@localhost RABBITMQ_DIST_PORT="$distribution_port" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' \
        RABBITMQ_CONF_ENV_FILE="$work/broker/env.conf" RABBITMQ_CONFIG_FILE="$work/broker/rabbitmq.conf" \
        RABBITMQ_ADVANCED_CONFIG_FILE="$work/broker/advanced.config" \
        RABBITMQ_ENABLED_PLUGINS_FILE="$work/broker/enabled_plugins" \
        RABBITMQ_GENERATED_CONFIG_DIR="$work/broker/generated" \
        RABBITMQ_MNESIA_BASE="$work/broker/mnesia" RABBITMQ_LOG_BASE="$work/broker/log" \
        "$program" >"$work/broker.log" 2>&1 &
    started+=("$!" "$epmd")
    wait_for_port "$amqp_port" 60
    # shellcheck disable=SC2034 # read by the scripts
    amqp_url=amqp://guest:guest@127.0.0.1:$amqp_port/
}

# start_postgres: the installed PostgreSQL 15 with a data folder and a port of its own; `$postgres_port` is the port. The
# words of `postgres_under` stand before its command.
postgres_under=()
start_postgres() {
    local bin=/usr/lib/postgresql/15/bin run=()
    [[ -x $bin/postgres ]] || { echo 'needs the Debian package postgresql-15' >&2; exit 1; }
    postgres_port=$(free_port)
    mkdir "$work/postgres"
    if ((EUID == 0)); then
        # It refuses to run as root.
        chmod 755 "$work"
        chown nobody "$work/postgres"
        run=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    fi
    (cd "$work/postgres" && "${run[@]}" "$bin/initdb" --pgdata="$work/postgres/data" --username=postgres --auth=trust \
        --no-sync >"$work/initdb.log")
    (cd "$work/postgres" && exec "${run[@]}" "${postgres_under[@]}" "$bin/postgres" -D "$work/postgres/data" \
        -p "$postgres_port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=16MB) \
        >"$work/postgres.log" 2>&1 &
    started+=("$!")
    wait_for_port "$postgres_port" 30
}
