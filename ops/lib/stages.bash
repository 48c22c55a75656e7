# One line a stage, with the time it took; what a stage prints goes to its log, whose end is shown when it fails.
# shellcheck shell=bash

stage_child=
stage_started=0
stage_label=

# stage NAME TEXT LOG COMMAND…: runs COMMAND in a process group of its own, so that a signal to us ends all of it.
stage() {
    local name=$1 text=$2 log=$3 ticker='' status=0
    shift 3
    stage_started=$(milliseconds)
    stage_label=$(printf '  %-10s %-56s' "$name" "$text")
    printf '%s' "$stage_label"
    if [[ -t 1 ]]; then
        tick &
        ticker=$!
    fi
    set -m
    ("$@") </dev/null >>"$log" 2>&1 &
    stage_child=$!
    set +m
    wait "$stage_child" || status=$?
    stage_child=
    [[ -z $ticker ]] || { kill "$ticker" && wait "$ticker" || true; } 2>/dev/null
    if ((status != 0)); then
        end_stage 'failed after'
        print_tail "$log"
        return "$status"
    fi
    end_stage
}

# end_stage [WORDS]: the time at the end of the line.
end_stage() {
    [[ ! -t 1 ]] || printf '\r%s' "$stage_label"
    printf ' %s%9s\n' "${1:+$1 }" "$(seconds_since "$stage_started")"
}

# tick: on a terminal the time runs while one waits.
tick() {
    while sleep 1; do printf '\r%s %9s' "$stage_label" "$(seconds_since "$stage_started")"; done
}

# interrupt_stage: ends what runs, for a trap.
interrupt_stage() {
    [[ -n $stage_child ]] || return 0
    kill -TERM -- "-$stage_child" 2>/dev/null || true
    wait "$stage_child" 2>/dev/null || true
}
