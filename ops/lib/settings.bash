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

home=$(absolute "${MUSTER_HOME:-$root/.muster}")
http_port=${MUSTER_HTTP_PORT:-8080}
amqp_port=${MUSTER_AMQP_PORT:-5673}
postgres_port=${MUSTER_POSTGRES_PORT:-5434}
whole_number MUSTER_HTTP_PORT "$http_port"
whole_number MUSTER_AMQP_PORT "$amqp_port"
whole_number MUSTER_POSTGRES_PORT "$postgres_port"
management_port=${MUSTER_MANAGEMENT_PORT:-$((amqp_port + 100))}
distribution_port=${MUSTER_DISTRIBUTION_PORT:-$((amqp_port + 200))}
epmd_port=${MUSTER_EPMD_PORT:-$((amqp_port + 300))}
prometheus_port=${MUSTER_PROMETHEUS_PORT:-$((amqp_port + 400))}
whole_number MUSTER_MANAGEMENT_PORT "$management_port"
whole_number MUSTER_DISTRIBUTION_PORT "$distribution_port"
whole_number MUSTER_EPMD_PORT "$epmd_port"
whole_number MUSTER_PROMETHEUS_PORT "$prometheus_port"
public_url=${MUSTER_PUBLIC_URL:-http://127.0.0.1:$http_port}

secrets=$home/secrets
logs=$home/log
run=$home/run
database=muster
virtual_host=muster
operator_role=muster_operator
operator_user=muster-operator
