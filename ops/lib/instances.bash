# Starting and ending instances. Each has a supervisor of its own (ops/lib/supervise).
# shellcheck shell=bash

# prepare_process NAME: its secrets and addresses, as files that only we may read.
prepare_process() {
    make_secret "$1.database-password"
    printf 'postgres://%s:%s@127.0.0.1:%s/%s?sslmode=disable\n' "$(database_role "$1")" \
        "$(secret "$1.database-password")" "$postgres_port" "$database" | put_secret "$1.database-url"
    ! is_nightly "$1" || return 0
    make_secret "$1.amqp-password"
    printf 'amqp://%s:%s@127.0.0.1:%s/%s\n' "$1" "$(secret "$1.amqp-password")" \
        "$amqp_port" "$virtual_host" | put_secret "$1.amqp-url"
}

# launch_instance NAME INSTANCE: without waiting; nothing when it runs already.
launch_instance() {
    local directory
    directory=$(instance_directory "$1" "$2")
    mkdir -p "$directory"
    is_alive "$directory/supervisor" && return 0
    rm -f "$directory/draining" "$directory/port" "$directory/restarts"
    launch "$directory/supervisor" "$logs/$1.$2.log" "$root/ops/lib/supervise" "$1" "$2"
}

# drain_instance NAME INSTANCE: it takes no new work, finishes what it has and ends; killed when that takes too long.
drain_instance() {
    local directory
    directory=$(instance_directory "$1" "$2")
    [[ -d $directory ]] || return 0
    touch "$directory/draining"
    end "$directory/supervisor" "$drain_seconds"
    # A supervisor that was killed leaves its process to us.
    end "$directory/pid" "$drain_seconds"
    rm -rf "$directory"
}

# drain_instances NAME FROM: those with this number and above, all at once.
drain_instances() {
    local instance jobs=() job failed=0
    for instance in $(known_instances "$1"); do
        ((instance >= $2)) || continue
        drain_instance "$1" "$instance" &
        jobs+=($!)
    done
    for job in "${jobs[@]}"; do wait "$job" || failed=1; done
    return "$failed"
}

# await_instance NAME INSTANCE SECONDS: until it is ready; tells the end of its log when it does not get there.
await_instance() {
    wait_until "$3" instance_is_ready "$1" "$2" && return
    print_tail "$logs/$1.$2.log"
    die "$1 (instance $2) is not ready after $3 s. Its log: $logs/$1.$2.log"
}

# outdated_instances: `name instance` of those that run another build than the one that lies there now.
outdated_instances() {
    local name instance directory
    for name in $(process_names); do
        for instance in $(known_instances "$name"); do
            directory=$(instance_directory "$name" "$instance")
            is_alive "$directory/pid" || continue
            [[ $(cat "$directory/binary" 2>/dev/null) == "$(binary_identity "$name")" ]] || say "$name $instance"
        done
    done
}
