# The build before: a revision that is built in a folder of its own and runs beside this one, with its own database and broker.
# Each run here is followed by the same run there, so that whatever happens to the machine happens to both.
# shellcheck shell=bash
# shellcheck disable=SC2034 # other files use these

former_tree=$root/.muster-bench-former
# What the run at the former build came to, or null.
former=null

# prepare_former REVISION: its files and its build; both are kept, since a build takes minutes.
prepare_former() {
    local revision
    revision=$(git -C "$root" rev-parse --verify --quiet "$1^{commit}") || return 1
    mkdir -p "$former_tree"
    if [[ $(cat "$former_tree/.revision" 2>/dev/null) != "$revision" ]]; then
        find "$former_tree" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
        git -C "$root" archive "$revision" | tar --extract --directory "$former_tree"
        printf '%s' "$revision" >"$former_tree/.revision"
    fi
}

# bring_up_former: its own ops/up starts it, at ports of its own.
bring_up_former() {
    local ports options=(--release --no-sample)
    [[ $compile == yes ]] || options+=(--no-build)
    mapfile -t ports < <(free_ports 7)
    # From its own folder: what it finds beside it is of its release.
    env --chdir="$former_tree" MUSTER_HOME="$former_tree/.muster-bench" MUSTER_OUTBOUND_ALLOW=127.0.0.1 \
        MUSTER_AMQP_PORT="${ports[0]}" MUSTER_MANAGEMENT_PORT="${ports[1]}" MUSTER_DISTRIBUTION_PORT="${ports[2]}" \
        MUSTER_EPMD_PORT="${ports[3]}" MUSTER_PROMETHEUS_PORT="${ports[4]}" MUSTER_POSTGRES_PORT="${ports[5]}" \
        MUSTER_HTTP_PORT="${ports[6]}" "$former_tree/ops/up" "${options[@]}"
}

take_down_former() {
    [[ -d $former_tree/.muster-bench ]] || return 0
    MUSTER_HOME=$former_tree/.muster-bench "$former_tree/ops/down" &&
        MUSTER_HOME=$former_tree/.muster-bench "$former_tree/ops/services" destroy
}

# enter_side own|former: what the measurements look at from now on.
enter_side() {
    local variable
    side=$1
    if [[ $side == own ]]; then tree=$root home=$own_home; else tree=$former_tree home=$former_tree/.muster-bench; fi
    for variable in $(compgen -e MUSTER_); do
        [[ $variable == MUSTER_BENCH_* || $variable == MUSTER_OUTBOUND_ALLOW ]] || unset "$variable"
    done
    secrets=$home/secrets logs=$home/log run=$home/run
    enter_stack
}

# with_former COMMAND…: runs it there, too, when there is a build before; it sets `outcome`, which is kept, and what it set
# there becomes `former`.
with_former() {
    local kept=$outcome
    former=null
    [[ -n $against ]] || return 0
    enter_side former
    settle
    "$@"
    former=${outcome:-null}
    [[ $former == '{'* || $former == null ]] || former="{\"value\": $former}"
    enter_side own
    outcome=$kept
}
