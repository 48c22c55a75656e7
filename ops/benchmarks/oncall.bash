# oncall.query: all shifts of a year of a schedule with four layers, beside the same as recurring events of a calendar.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

calendar_peer=recurring-ical-events==3.8.2

# calendar_python: a Python that has the peer; nothing when none has. With --peers it is installed.
calendar_python() {
    local python
    if [[ $peers == yes && ! -x $home/calendar/bin/python ]]; then
        python3 -m venv "$home/calendar" && "$home/calendar/bin/pip" install --quiet --disable-pip-version-check "$calendar_peer" ||
            rm -rf "$home/calendar"
    fi >>"$log" 2>&1
    for python in "$home/calendar/bin/python" python3; do
        ! "$python" -c 'import icalendar, recurring_ical_events' 2>/dev/null || { say "$python"; return; }
    done
}

measure_oncall_query() {
    local bench=$root/.build/release/OnCallBench python answer peer number runs='[]'
    python=$(calendar_python)
    "$bench" calendar >"$work/schedule.ics"
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        answer=$("$bench")
        peer=null
        [[ -z $python ]] || peer=$("$python" "$root/ops/benchmarks/oncall.py" "$work/schedule.ics" 2>>"$log") || peer=null
        # What does not find the same shifts is no reference.
        runs=$(jq -c --argjson answer "$answer" --argjson peer "$peer" '. + [{value: $answer.milliseconds, former: null,
            baselines: (if $peer == null then {}
                else {recurring_ical_events: (if $peer.shifts == $answer.shifts then $peer.milliseconds else null end)} end)}]' \
            <<<"$runs")
        progress oncall.query "$(last_run '"\(.value) ms\(if .baselines == {} then ""
            else ", recurring-ical-events \(.baselines.recurring_ical_events) ms" end)"' "$runs")"
    done
    measurement oncall.query ms "< 1 ms$([[ -z $python ]] || say ' and 100 × faster than recurring-ical-events')" \
        'all_of([(.value | below(1)), (if .baselines == [] then true else ratio("recurring_ical_events") | below(0.01) end)])' \
        "$runs" "$(figures)" >>"$results"
}
