# The processes of this stack: which there are, what each is told, how many of each are wanted, and how each fares.
# shellcheck shell=bash

# role_names: one a line, from the table: all that log in with a role of their own.
role_names() { sed -e '/^#/d' -e '/^[[:space:]]*$/d' -e 's/[[:space:]].*//' "$root/ops/lib/processes"; }

# process_names: those that run all the time.
process_names() { sed '/[[:space:]]@nightly$/d' "$root/ops/lib/processes" | sed -e '/^#/d' -e '/^[[:space:]]*$/d' -e 's/[[:space:]].*//'; }

# nightly_names: those that run once a night.
nightly_names() { sed -nE 's/^([a-z-]+)[[:space:]]+@nightly$/\1/p' "$root/ops/lib/processes"; }

# is_nightly NAME: whether it runs once a night.
is_nightly() { nightly_names | grep -qxF -- "$1"; }

# is_process NAME: whether the table has it.
is_process() { process_names | grep -qxF -- "$1"; }

# process_extras NAME: its own lines of environment.
process_extras() {
    local name extras extra
    while read -r name extras; do
        [[ $name == "$1" ]] || continue
        for extra in $extras; do
            [[ $extra == @nightly ]] || say "${extra//@home@/$home}"
        done
    done <"$root/ops/lib/processes"
}

# process_port NAME INSTANCE: the port it is told to listen on; 0 lets the kernel choose for further instances.
process_port() {
    local index
    if (($2 > 1)) || is_nightly "$1"; then
        say 0
        return
    fi
    index=$(process_names | grep -nxF -- "$1" | cut -d : -f 1)
    say $((http_port + index - 1))
}

# database_role NAME: `muster_dead_letter_keeper`.
database_role() { say "muster_${1//-/_}"; }

# instance_directory NAME INSTANCE: where its supervisor keeps what it knows of it.
instance_directory() { say "$run/$1.$2"; }

# wanted_instances NAME: as ops/scale left it.
wanted_instances() {
    local count=1
    [[ ! -s $run/$1.instances ]] || read -r count <"$run/$1.instances"
    say "$count"
}

# known_instances NAME: the numbers of the instances that have a directory, in order.
known_instances() {
    local path
    for path in "$run/$1".[0-9]*/; do
        [[ ! -d $path ]] || { path=${path%/}; say "${path##*.}"; }
    done | sort -n
}

# instance_port NAME INSTANCE: the port it really has.
instance_port() {
    local file
    file=$(instance_directory "$1" "$2")/port
    if [[ -s $file ]]; then head -n 1 "$file"; else process_port "$1" "$2"; fi
}

# instance_state NAME INSTANCE: ready, starting, draining or stopped.
instance_state() {
    local directory
    directory=$(instance_directory "$1" "$2")
    if is_gone "$directory/pid"; then
        if is_alive "$directory/supervisor"; then say starting; else say stopped; fi
    elif [[ -e $directory/draining ]]; then
        say draining
    elif answers_ready "$(instance_port "$1" "$2")"; then
        say ready
    else
        say starting
    fi
}

# readiness PORT: what /readyz says, if anything.
readiness() { curl --silent --noproxy '*' --max-time 2 "http://127.0.0.1:$1/readyz" 2>/dev/null; }

answers_ready() {
    [[ $1 != 0 ]] && curl --silent --fail --noproxy '*' --max-time 2 -o /dev/null "http://127.0.0.1:$1/readyz" 2>/dev/null
}

instance_is_ready() { [[ $(instance_state "$1" "$2") == ready ]]; }

# binary_identity NAME: changes when the program is built anew, so that an upgrade restarts what is old.
binary_identity() { stat -L -c '%i.%Y.%s' "$home/bin/muster-$1" 2>/dev/null || true; }
