# Which ports are taken, and by whom.
# shellcheck shell=bash

# listens PORT: whether something takes connections there.
listens() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# listening_sockets: `port inode` of every listener; from /proc, because not every machine has `ss`.
listening_sockets() {
    local address state inode
    while read -r _ address _ state _ _ _ _ _ inode _; do
        # The loop's status is the last line's: one that is no listener is no failure.
        [[ $state != 0A ]] || printf '%d %s\n' "0x${address##*:}" "$inode"
    done < <(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null)
}

# port_owner PORT: `name (pid N)` of the listener; another user's processes hide theirs from us.
port_owner() {
    local port inode descriptor pid
    while read -r port inode; do
        [[ $port == "$1" ]] || continue
        descriptor=$(find /proc/[0-9]*/fd -lname "socket:\\[$inode\\]" -print -quit 2>/dev/null) || true
        pid=${descriptor#/proc/}
        pid=${pid%%/*}
        if [[ -n $pid ]]; then
            printf '%s (pid %s)' "$(cat "/proc/$pid/comm")" "$pid"
        else
            printf "another user's process"
        fi
        return 0
    done < <(listening_sockets)
    return 1
}

# free_ports COUNT: a line each, below the range that the kernel gives to clients.
free_ports() {
    local taken port found=0
    taken=" $(listening_sockets | cut -d ' ' -f 1 | tr '\n' ' ')"
    while ((found < $1)); do
        port=$((20000 + SRANDOM % 12000))
        [[ $taken != *" $port "* ]] || continue
        taken+="$port "
        found=$((found + 1))
        say "$port"
    done
}
