# drain.rate: how fast a backlog is worked off.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

measure_drain_rate() {
    local number runs='[]' baselines peer
    meter_reset
    [[ $peers == no ]] || stage peers 'Celery and FastStream' "$log" prepare_peers
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        muster_drain
        with_former muster_drain
        baselines=$(jq -nc --argjson c "$(bare_drain)" '{c: $c}')
        if [[ $peers == yes ]]; then
            for peer in celery faststream; do
                baselines=$(jq -c --arg peer "$peer" --argjson value "$(peer_drain "$peer")" \
                    '.[$peer] = $value' <<<"$baselines")
            done
        fi
        scale notifier=1
        [[ -z $against ]] || { enter_side former && scale notifier=1 && enter_side own; }
        runs=$(jq -c --argjson value "$outcome" --argjson baselines "$baselines" --argjson former "$former" \
            '. + [{value: $value, baselines: $baselines, former: $former}]' <<<"$runs")
        progress drain.rate "$(last_run '.value as $value | .former as $former
            | [.baselines | to_entries[] | "\(.key) \(.value) /s"] | "\($value) /s, \(join(", "))\(
                if $former == null then "" else ", before \($former.value) /s" end)"' "$runs")"
    done
    measurement drain.rate messages/s "≥ 0.5 × c$([[ $peers == no ]] || say ' and ≥ 10 × the best peer')" \
        'all_of([(ratio("c") | at_least(0.5)), (if best == null then true else best.ratio | at_least(10) end)])' \
        "$runs" "$(figures)" >>"$results"
}

fill_backlog() { "$tools/drain" fill "$bench_backlog" notifier work; }

# muster_drain: the notifier's own queue and handler. Its rate is that of the inbox, between the first claim and the
# last. Sets `outcome`; leaves no notifier running.
muster_drain() {
    local began figures
    scale notifier=0
    began=$(moment)
    fill_backlog
    meter_start
    scale notifier=1
    wait_until 300 backlog_is_done "$began" || true
    meter_stop
    meter_count "$bench_backlog"
    note_peaks
    figures=$(sql <<<"select count(*), round(extract(epoch from max(done_at) - min(done_at)), 3),
        round(count(*) / nullif(extract(epoch from max(done_at) - min(done_at)), 0), 1)
        from notifier.inbox where message_id >= core.uuid_floor('$began')")
    say "drain: $figures" >>"$log"
    outcome=${figures##* }
    if [[ ${figures%% *} != "$bench_backlog" ]]; then
        warn "  not counted: ${figures%% *} of $bench_backlog were handled"
        outcome=null
    fi
    scale notifier=0
}

# backlog_is_done SINCE: asks the broker first, which costs the database nothing.
backlog_is_done() {
    sleep 0.4
    [[ $("$tools/drain" depth notifier) == 0 ]] &&
        [[ $(sql <<<"select count(*) from notifier.inbox where message_id >= core.uuid_floor('$1')") == "$bench_backlog" ]]
}

# bare_drain: the same messages from the same queue, taken and acknowledged, and nothing else.
bare_drain() {
    local seconds
    fill_backlog
    seconds=$("$tools/drain" take "$bench_backlog" notifier)
    say "bare drain: $seconds s" >>"$log"
    awk -v n="$bench_backlog" -v s="$seconds" 'BEGIN { printf "%.1f\n", n / s }'
}
