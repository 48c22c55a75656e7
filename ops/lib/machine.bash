# What ops/up looks at before it changes anything.
# shellcheck shell=bash

oldest_swift=6.2
least_disk=$((6 * 1024 * 1024 * 1024))
least_disk_when_built=$((2 * 1024 * 1024 * 1024))
# 4 GB as machines count them: some of it never shows up.
least_memory=$((3600 * 1024 * 1024))

# swift_version: `6.3.1`.
swift_version() { swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1; }

# is_at_least VERSION LEAST
is_at_least() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]; }

check_swift() {
    local version
    have swift || die "Swift is missing. Install $oldest_swift or later from https://www.swift.org/install/linux" \
        "and put it on PATH."
    version=$(swift_version)
    is_at_least "${version:-0}" "$oldest_swift" ||
        die "Swift ${version:-of an unknown version} is too old. Install $oldest_swift or later from" \
            "https://www.swift.org/install/linux and put it on PATH."
}

# free_disk PATH: bytes free where it is, or will be.
free_disk() {
    local path=$1
    while [[ ! -d $path ]]; do path=$(dirname "$path"); done
    df --output=avail -B1 "$path" | tail -n 1 | tr -d ' '
}

# all_memory: bytes of the machine, or of the container when that is less.
all_memory() {
    local limit machine
    machine=$(($(awk '/^MemTotal:/ { print $2 }' /proc/meminfo) * 1024))
    limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || true)
    if [[ $limit =~ ^[0-9]+$ ]] && ((limit < machine)); then say "$limit"; else say "$machine"; fi
}

# gigabytes BYTES: `5.2 GB`.
gigabytes() { awk -v b="$1" 'BEGIN { printf "%.1f GB", b / 1024 / 1024 / 1024 }'; }

check_disk() {
    local place free least=$least_disk
    [[ ! -d $root/.build/$build ]] || least=$least_disk_when_built
    for place in "$root" "$home"; do
        free=$(free_disk "$place")
        ((free >= least)) ||
            die "There are $(gigabytes "$free") free for $place; $(gigabytes "$least") are needed. Make room, or set" \
                "MUSTER_HOME to a directory on another disk."
    done
}

check_memory() {
    local memory
    memory=$(all_memory)
    ((memory >= least_memory)) ||
        die "This machine has $(gigabytes "$memory") of memory; 4 GB are needed to build and run."
}

# check_port VARIABLE PORT PIDFILE: free, or taken by our own.
check_port() {
    local owner own=''
    owner=$(port_owner "$2") || return 0
    [[ -z $3 ]] || own=$(living_pid "$3") || true
    [[ -z $own ]] || return 0
    warn "Port $2 is taken by $owner. Set $1 to another port, or stop that process."
    return 1
}

# stack_ports: `PORT VARIABLE PIDFILE` of everything that listens.
stack_ports() {
    local name
    say "$postgres_port MUSTER_POSTGRES_PORT $run/postgres.pid"
    say "$amqp_port MUSTER_AMQP_PORT $run/broker.pid"
    say "$management_port MUSTER_MANAGEMENT_PORT $run/broker.pid"
    say "$distribution_port MUSTER_DISTRIBUTION_PORT $run/broker.pid"
    say "$prometheus_port MUSTER_PROMETHEUS_PORT $run/broker.pid"
    say "$epmd_port MUSTER_EPMD_PORT $run/epmd.pid"
    for name in $(process_names); do
        say "$(process_port "$name" 1) MUSTER_HTTP_PORT $run/$name.1/supervisor"
    done
}

check_ports() {
    local failed=0 port variable pid_file
    local -A users=()
    while read -r port variable pid_file; do
        if [[ -n ${users[$port]:-} ]]; then
            warn "Port $port is wanted twice, by ${users[$port]} and by $variable. Set one of them to another port;" \
                "$(process_names | wc -l) ports are used from MUSTER_HTTP_PORT on."
            failed=1
        fi
        users[$port]=$variable
        check_port "$variable" "$port" "$pid_file" || failed=1
    done < <(stack_ports)
    ((failed == 0)) || exit 1
}

# check_same_ports: what runs keeps its ports; others take effect after ops/down.
check_same_ports() {
    local variable old
    is_alive "$(broker_pid_file)" || return 0
    for variable in MUSTER_HTTP_PORT MUSTER_AMQP_PORT MUSTER_POSTGRES_PORT; do
        old=$(remembered "$variable")
        [[ -z ${!variable:-} || -z $old || ${!variable} == "$old" ]] ||
            die "This stack runs with $variable=$old. Run ops/down first, then ops/up with ${!variable}."
    done
}

# check_machine: everything, in the order in which a person can do something about it.
check_machine() {
    check_swift
    check_memory
    check_disk
    check_same_ports
    check_ports
}
