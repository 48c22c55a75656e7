# The environment file of a home: what a person's shell, the CLI and tests read.
# shellcheck shell=bash

# export_line NAME VALUE: quoted for the shell.
export_line() { printf "export %s='%s'\n" "$1" "${2//\'/\'\\\'\'}"; }

environment() {
    local operator
    operator=$operator_user:$(secret operator.amqp-password)
    export_line MUSTER_HOME "$home"
    export_line MUSTER_HTTP_PORT "$http_port"
    export_line MUSTER_AMQP_PORT "$amqp_port"
    export_line MUSTER_POSTGRES_PORT "$postgres_port"
    export_line MUSTER_MANAGEMENT_PORT "$management_port"
    export_line MUSTER_DISTRIBUTION_PORT "$distribution_port"
    export_line MUSTER_EPMD_PORT "$epmd_port"
    export_line MUSTER_PROMETHEUS_PORT "$prometheus_port"
    [[ -z ${MUSTER_SMTP_PORT:-} ]] || export_line MUSTER_SMTP_PORT "$MUSTER_SMTP_PORT"
    export_line MUSTER_PUBLIC_URL "$public_url"
    export_line MUSTER_URL "http://127.0.0.1:$http_port"
    export_line MUSTER_API_KEY_FILE "$secrets/api-key"
    export_line MUSTER_SIGNING_KEY_FILE "$secrets/signing-key"
    export_line MUSTER_DATABASE_URL \
        "postgres://$operator_role:$(secret operator.database-password)@127.0.0.1:$postgres_port/$database?sslmode=disable"
    export_line MUSTER_AMQP_URL "amqp://$operator@127.0.0.1:$amqp_port/$virtual_host"
    export_line MUSTER_MANAGEMENT_URL "http://$operator@127.0.0.1:$management_port"
    # shellcheck disable=SC2016 # the reader's PATH
    printf 'case ":$PATH:" in *":%s:"*) ;; *) export PATH=%q:"$PATH" ;; esac\n' "$home/bin" "$home/bin"
}

# write_environment: mode 0600, because it holds the operator's passwords.
write_environment() {
    (
        umask 077
        environment >"$home/env.new"
    )
    mv -f "$home/env.new" "$home/env"
}

# muster ARGUMENT…: the operator's CLI with the environment of this home.
muster() (
    # shellcheck source=/dev/null
    source "$home/env"
    exec "$home/bin/muster" "$@"
)

# muster_within SECONDS ARGUMENT…: the same, ended when it takes longer.
muster_within() (
    # shellcheck source=/dev/null
    source "$home/env"
    exec timeout --kill-after=1 "$1" "$home/bin/muster" "${@:2}"
)

# say_what_waits [QUEUE…]: what is scheduled for the next half hour, and waits when its process is away; nothing where that
# cannot be told.
# shellcheck disable=SC2120 # ops/scale names one
say_what_waits() {
    local scheduled
    [[ -x $home/bin/muster && -r $home/env ]] || return 0
    # Nobody waits for a database that does not answer: what is stopped may be just that.
    scheduled=$(muster_within 5 queues scheduled "$@" 2>/dev/null) && [[ $scheduled != Nothing* ]] || return 0
    say 'This waits until it is started again:'
    say "$scheduled"
}
