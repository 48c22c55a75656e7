# Processes that outlive the command that starts them, and pid files that cannot lie.
# shellcheck shell=bash

# started_at PID: when the kernel started it, in ticks since boot; fails for one that is gone or a zombie.
# Two processes with one pid never share it, so a pid file that holds both cannot name a stranger.
started_at() {
    local stat fields
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -ra fields <<<"${stat##*) }"
    [[ ${fields[0]} != Z ]] || return 1
    printf '%s' "${fields[19]}"
}

# note_pid FILE PID: a pid file of `pid start`.
note_pid() {
    local start
    start=$(started_at "$2") || return 1
    printf '%s %s\n' "$2" "$start" >"$1.new"
    mv -f "$1.new" "$1"
}

# living_pid FILE: prints the pid when that very process still runs.
living_pid() {
    local pid='' start=''
    [[ -s $1 ]] || return 1
    read -r pid start <"$1" || return 1
    [[ $pid =~ ^[0-9]+$ && $(started_at "$pid") == "$start" ]] || return 1
    printf '%s' "$pid"
}

is_alive() { living_pid "$1" >/dev/null; }
is_gone() { ! is_alive "$1"; }

# signal FILE NAME: sends a signal to the process of a pid file, if it runs.
signal() {
    local pid
    pid=$(living_pid "$1") || return 0
    kill -s "$2" "$pid" 2>/dev/null || true
}

# end FILE SECONDS [SIGNAL]: asks the process to stop, waits, and takes it down when it does not.
end() {
    signal "$1" "${3:-TERM}"
    if ! wait_until "$2" is_gone "$1"; then
        signal "$1" KILL
        wait_until 10 is_gone "$1" || return 1
    fi
    rm -f "$1"
}

# resident_bytes PID: what it keeps in memory.
resident_bytes() {
    local kilobytes
    kilobytes=$(awk '/^VmRSS:/ { print $2 }' "/proc/$1/status" 2>/dev/null) || return 1
    printf '%s' $((${kilobytes:-0} * 1024))
}

# close_descriptors: all but the first three. Whoever started us may wait for the end of what we inherited from
# them (a lock, a pipe), and a server would keep it open for ever.
close_descriptors() {
    local path number
    for path in "/proc/$BASHPID/fd/"*; do
        number=${path##*/}
        ((number <= 2)) || eval "exec $number>&-"
    done
}

# launch PIDFILE LOG COMMAND…: in a session of its own, so that ^C at the terminal does not reach it. Does not wait:
# a process that fails to start is found missing.
launch() {
    local pid_file=$1 log=$2 pid
    shift 2
    (
        cd / || exit 1
        close_descriptors
        exec setsid "$@" </dev/null >>"$log" 2>&1
    ) &
    pid=$!
    disown "$pid"
    # One that ended at once is for whoever waits for it to notice.
    note_pid "$pid_file" "$pid" || rm -f "$pid_file"
}
