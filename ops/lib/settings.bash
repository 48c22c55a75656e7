# The environment of a stack: its home and its ports, with the defaults that INTERFACES promises.
# shellcheck shell=bash
# shellcheck disable=SC2034 # other files use these

# absolute PATH: without links, whether it exists or not.
absolute() { realpath -m -- "$1"; }

# whole_number NAME VALUE: ports are numbers; a typing error is found here and not in a server's log.
whole_number() {
    [[ $2 =~ ^[0-9]{1,5}$ ]] && (($2 >= 1 && $2 <= 65535)) && return
    die "$1=$2 is not a port. Set it to a number from 1 to 65535."
}

# remembered NAME: what this home was started with, so that its ports are said once and not at every command.
remembered() {
    [[ -r $home/env ]] || return 0
    sed -n "s/^export $1='\\(.*\\)'\$/\\1/p" "$home/env"
}

# setting NAME DEFAULT: from the environment, else as remembered, else the default.
setting() {
    local value=${!1:-}
    value=${value:-$(remembered "$1")}
    printf '%s' "${value:-$2}"
}

# derived NAME BASE VALUE DEFAULT: a setting that follows VALUE of BASE, unless it was set itself.
derived() {
    if [[ $(remembered "$2") == "$3" ]]; then setting "$1" "$4"; else printf '%s' "${!1:-$4}"; fi
}

home=$(absolute "${MUSTER_HOME:-$root/.muster}")
http_port=$(setting MUSTER_HTTP_PORT 8080)
amqp_port=$(setting MUSTER_AMQP_PORT 5673)
postgres_port=$(setting MUSTER_POSTGRES_PORT 5434)
whole_number MUSTER_HTTP_PORT "$http_port"
[[ -z ${MUSTER_SMTP_PORT:-} ]] || whole_number MUSTER_SMTP_PORT "$MUSTER_SMTP_PORT"
whole_number MUSTER_AMQP_PORT "$amqp_port"
whole_number MUSTER_POSTGRES_PORT "$postgres_port"
management_port=$(derived MUSTER_MANAGEMENT_PORT MUSTER_AMQP_PORT "$amqp_port" $((amqp_port + 100)))
distribution_port=$(derived MUSTER_DISTRIBUTION_PORT MUSTER_AMQP_PORT "$amqp_port" $((amqp_port + 200)))
epmd_port=$(derived MUSTER_EPMD_PORT MUSTER_AMQP_PORT "$amqp_port" $((amqp_port + 300)))
prometheus_port=$(derived MUSTER_PROMETHEUS_PORT MUSTER_AMQP_PORT "$amqp_port" $((amqp_port + 400)))
whole_number MUSTER_MANAGEMENT_PORT "$management_port"
whole_number MUSTER_DISTRIBUTION_PORT "$distribution_port"
whole_number MUSTER_EPMD_PORT "$epmd_port"
whole_number MUSTER_PROMETHEUS_PORT "$prometheus_port"
public_url=$(derived MUSTER_PUBLIC_URL MUSTER_HTTP_PORT "$http_port" "http://127.0.0.1:$http_port")

# The scripts that a script starts are about the same home, wherever they stand.
export MUSTER_HOME=$home
# Which build runs: debug or release.
build=debug
secrets=$home/secrets
logs=$home/log
run=$home/run
database=muster
virtual_host=muster
operator_role=muster_operator
operator_user=muster-operator
# What a process may take to finish its work after SIGTERM before it is killed; its own limit is shorter.
drain_seconds=60
