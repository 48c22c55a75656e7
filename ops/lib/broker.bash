# A private RabbitMQ: every listener on loopback, a cookie and an epmd of its own, no guest.
# shellcheck shell=bash

broker_program=/usr/lib/rabbitmq/bin/rabbitmq-server

broker_pid_file() { printf '%s' "$run/broker.pid"; }
epmd_pid_file() { printf '%s' "$run/epmd.pid"; }

# prepare_broker: its files; written at every start, so that other ports or a newer checkout take effect.
prepare_broker() {
    [[ -x $broker_program ]] || die "RabbitMQ is missing. Install rabbitmq-server, or run ops/up, which does."
    as_service mkdir -p "$data/broker" "$data/broker/log"
    if ! as_service test -s "$data/broker/.erlang.cookie"; then
        secret broker.cookie | tr -d '\n' | put_for_service "$data/broker/.erlang.cookie" 0400
    fi
    broker_settings | put_for_service "$data/broker/rabbitmq.conf"
    broker_definitions | put_for_service "$data/broker/definitions.json"
    # A blocked dead letter is tried again after 5 s; the default lets it wait for three minutes.
    printf '[{rabbit, [{dead_letter_worker_publisher_confirm_timeout, 5000}]}].\n' |
        put_for_service "$data/broker/advanced.config"
    printf '[rabbitmq_management,rabbitmq_prometheus].\n' | put_for_service "$data/broker/enabled_plugins"
    ln -sfn "$data/broker/log/broker.log" "$logs/broker.log"
    printf '# Nothing of /etc/rabbitmq applies here.\n' | put_for_service "$data/broker/rabbitmq-env.conf"
}

broker_settings() {
    cat <<END
listeners.tcp.1 = 127.0.0.1:$amqp_port
management.tcp.ip = 127.0.0.1
management.tcp.port = $management_port
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = $prometheus_port
load_definitions = $data/broker/definitions.json
vm_memory_high_watermark.relative = 0.4
disk_free_limit.absolute = 1GB
raft.wal_max_size_bytes = 134217728
log.console = false
log.dir = $data/broker/log
log.file = broker.log
log.file.level = info
log.file.rotation.size = 16777216
log.file.rotation.count = 3
END
}

# broker_definitions: a blank broker that loads definitions makes neither guest nor the default virtual host.
broker_definitions() {
    [[ -s $secrets/operator.amqp-hash ]] || broker_hash operator.amqp-password | put_secret operator.amqp-hash
    cat <<END
{
  "vhosts": [{ "name": "$virtual_host" }],
  "users": [{
    "name": "$operator_user", "tags": "administrator",
    "password_hash": "$(secret operator.amqp-hash)", "hashing_algorithm": "rabbit_password_hashing_sha256"
  }],
  "permissions": [{
    "user": "$operator_user", "vhost": "$virtual_host", "configure": ".*", "write": ".*", "read": ".*"
  }]
}
END
}

# launch_epmd: in the foreground of a session of its own; the broker's would listen on the standard port.
launch_epmd() {
    is_alive "$(epmd_pid_file)" && return 0
    launch_service "$(epmd_pid_file)" "$logs/epmd.log" epmd -port "$epmd_port" -address 127.0.0.1
    wait_until 10 listens "$epmd_port" || die "epmd did not start on port $epmd_port. See $logs/epmd.log."
}

# launch_broker: without waiting. RUNNING_UNDER_SYSTEMD lets the start script become the server, so that the pid
# is the server's; the node's name may be the same in every stack, because each has an epmd of its own.
launch_broker() {
    is_alive "$(broker_pid_file)" && return 0
    prepare_broker
    launch_epmd
    launch_service "$(broker_pid_file)" "$logs/broker-start.log" env -i \
        PATH=/usr/local/bin:/usr/bin:/bin HOME="$data/broker" LANG=C.UTF-8 RUNNING_UNDER_SYSTEMD=true \
        ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1 \
        RABBITMQ_NODENAME=muster@localhost RABBITMQ_DIST_PORT="$distribution_port" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' \
        RABBITMQ_CONF_ENV_FILE="$data/broker/rabbitmq-env.conf" \
        RABBITMQ_CONFIG_FILE="$data/broker/rabbitmq.conf" \
        RABBITMQ_ADVANCED_CONFIG_FILE="$data/broker/advanced.config" \
        RABBITMQ_ENABLED_PLUGINS_FILE="$data/broker/enabled_plugins" \
        RABBITMQ_GENERATED_CONFIG_DIR="$data/broker/generated" \
        RABBITMQ_MNESIA_BASE="$data/broker/mnesia" RABBITMQ_LOG_BASE="$data/broker/log" \
        "$broker_program"
}

# The client listener opens last in the boot, after the plugins'.
broker_answers() { listens "$amqp_port" && listens "$management_port"; }

broker_answers_or_is_gone() { is_gone "$(broker_pid_file)" || broker_answers; }

await_broker() {
    wait_until 180 broker_answers_or_is_gone || true
    is_alive "$(broker_pid_file)" && broker_answers && return
    print_tail "$logs/broker-start.log"
    as_service tail -n 20 "$data/broker/log/broker.log" 2>/dev/null | sed 's/^/    /' >&2
    die "RabbitMQ did not start on port $amqp_port."
}

# stop_broker: SIGTERM is its clean stop. epmd goes last.
stop_broker() {
    end "$(broker_pid_file)" 60
    end "$(epmd_pid_file)" 10
}

# control_broker ARGUMENT…: rabbitmqctl. The distribution's own one on PATH only works with the distribution's server.
control_broker() {
    as_service env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$data/broker" LANG=C.UTF-8 \
        ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_NODENAME=muster@localhost \
        RABBITMQ_CONF_ENV_FILE="$data/broker/rabbitmq-env.conf" "${broker_program%-server}ctl" "$@"
}

# management METHOD PATH: calls the management API as the operator, with standard input as the body of a PUT or
# POST; prints the answer. The password goes to curl on a descriptor and not in an argument.
management() {
    local body=()
    case $1 in PUT | POST) body=(--header 'Content-Type: application/json' --data-binary @-) ;; esac
    curl --silent --show-error --fail-with-body --noproxy '*' --max-time 30 --request "$1" "${body[@]}" \
        --config <(printf 'user = "%s:%s"\n' "$operator_user" "$(secret operator.amqp-password)") \
        "http://127.0.0.1:$management_port$2"
}

# make_virtual_host NAME: with every right for the operator.
make_virtual_host() {
    management PUT "/api/vhosts/$1" <<<'{}'
    management PUT "/api/permissions/$1/$operator_user" <<<'{"configure": ".*", "write": ".*", "read": ".*"}'
}
