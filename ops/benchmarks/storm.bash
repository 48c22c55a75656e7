# storm: ten thousand different alerts in a second, to the last that is attached.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

storm_alerts=10000

# storm_run: sets `outcome` to `{value}`, the seconds; to null when an alert has no incident, or there are more incidents or
# escalations than the route's limit and the storm.
storm_run() {
    local began start answer figures
    began=$(moment)
    start=$(milliseconds)
    meter_start
    answer=$("$tools/pace" 127.0.0.1 "$http_port" /api/v1/alerts "$root/ops/benchmarks/storm.json" \
        "$MUSTER_API_KEY_FILE" "$storm_alerts" 1 32 "$(next_numbers)")
    wait_until 60 storm_is_attached "$began" || true
    outcome=$(jq -n --argjson time "$(($(milliseconds) - start))" '{value: ($time / 1000)}')
    meter_stop
    meter_count "$storm_alerts"
    settle
    figures=$(sql <<<"select count(*), count(distinct incident_id),
        (select count(*) from paging.escalation where id >= core.uuid_floor('$began'))
        from core.alert where id >= core.uuid_floor('$began') and incident_id is not null")
    say "storm: $answer, $figures" >>"$log"
    jq -e --arg figures "$figures" --argjson alerts "$storm_alerts" -n \
        '($figures | split(" ") | map(tonumber)) as $f | $f[0] == $alerts and $f[1] <= 11 and $f[2] <= 11' >/dev/null ||
        { warn "  not counted: alerts, incidents and escalations are $figures"; outcome='{"value":null}'; }
    # The next run is another storm.
    sql <<<"update core.incident set status = 'closed' where id in (
            select incident_id from core.alert where id >= core.uuid_floor('$began'));
        delete from core.route_load" >/dev/null
}

storm_is_attached() {
    [[ $(sql <<<"select count(*) from core.alert where id >= core.uuid_floor('$1') and incident_id is not null") -ge \
        $storm_alerts ]]
}

measure_storm() {
    local number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        storm_run
        runs=$(jq -c --argjson value "$outcome" '. + [$value + {former: null}]' <<<"$runs")
        progress storm "$(last_run '"\(.value) s"' "$runs")"
    done
    note_peaks
    measurement storm s '≤ 5 s' '.value | below(5)' "$runs" "$(figures)" >>"$results"
}
