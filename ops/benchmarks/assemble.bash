# assemble.native.1, assemble.native.20, assemble.rate and assemble.vendor: from the report to the last place of the response.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# Milliseconds that each call to the stand-in takes.
vendor_latency=200
vendor_pid=

# report_incidents RATE: reports, waits until all are assembled, and sets `outcome` to `{value, p50, p99}` in milliseconds.
report_incidents() {
    local began answer figures
    began=$(moment)
    meter_start
    answer=$("$tools/pace" 127.0.0.1 "$http_port" /api/v1/incidents "$root/ops/benchmarks/report.json" \
        "$MUSTER_API_KEY_FILE" "$1" "$bench_seconds" 16 "$SECONDS")
    wait_until 60 all_assembled "$began" || true
    meter_stop
    meter_count "$(jq .accepted <<<"$answer")"
    figures=$(sql <<<"select count(*), count(assembled_at),
        percentile_cont(0.5) within group (order by extract(epoch from assembled_at - reported_at) * 1000),
        percentile_cont(0.99) within group (order by extract(epoch from assembled_at - reported_at) * 1000)
        from core.incident where id >= core.uuid_floor('$began')")
    say "assemble: $answer, $figures" >>"$log"
    outcome=$(jq -nc --argjson answer "$answer" --arg figures "$figures" \
        '($figures | split(" ") | map(tonumber? // null)) as $f
        | if $answer.accepted == $answer.sent and $f[0] == $answer.sent and $f[1] == $answer.sent
            then {value: $f[2], p50: $f[2], p99: $f[3]} else {value: null} end')
    [[ $outcome != '{"value":null}' ]] || warn "  not counted: $answer; reported and assembled: $figures"
}

all_assembled() {
    [[ $(sql <<<"select count(*) from core.incident where id >= core.uuid_floor('$1') and assembled_at is null") == 0 ]]
}

# measure_assemble_native RATE
measure_assemble_native() {
    local number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        report_incidents "$1"
        with_former report_incidents "$1"
        runs=$(jq -c --argjson value "$outcome" --argjson former "$former" '. + [$value + {former: $former}]' <<<"$runs")
        progress "assemble.native.$1" "$(last_run '"p50 \(.p50) ms, p99 \(.p99) ms\(before("p50 "; "ms"))"' "$runs")"
    done
    note_peaks
    measurement "assemble.native.$1" ms '< 100 ms p50' '.p50 | below(100)' "$runs" "$(figures)" >>"$results"
}

# What is offered each second, one after the other.
assemble_rates=(40 80 120 160 200 240 320 400)

# highest_rate: sets `outcome` to the highest of the rates at which all that is reported is assembled, p99 within a second;
# null when that is none. The CPU of a unit is that of all rates together.
highest_rate() {
    local rate best='{"value": null}'
    for rate in "${assemble_rates[@]}"; do
        settle
        report_incidents "$rate"
        jq -e '.value != null and .p99 < 1000' <<<"$outcome" >/dev/null || break
        best=$(jq -c --argjson rate "$rate" '.value = $rate' <<<"$outcome")
    done
    outcome=$best
}

measure_assemble_rate() {
    local number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        highest_rate
        with_former highest_rate
        runs=$(jq -c --argjson value "$outcome" --argjson former "$former" '. + [$value + {former: $former}]' <<<"$runs")
        progress assemble.rate "$(last_run '"\(.value) incidents/s, p99 \(.p99) ms\(before(""; "incidents/s"))"' "$runs")"
    done
    note_peaks
    measurement assemble.rate incidents/s '≥ 80, p99 < 1 s' '.value | at_least(80)' "$runs" "$(figures)" >>"$results"
}

measure_assemble_vendor() {
    local number runs='[]' chain
    start_vendor
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        chain=$(longest_chain)
        report_incidents 1
        runs=$(jq -c --argjson value "$outcome" --argjson chain "$chain" \
            '. + [$value + {baselines: {chain: $chain}}]' <<<"$runs")
        progress assemble.vendor \
            "$(last_run '"p50 \(.p50) ms, the longest chain alone \(.baselines.chain) ms"' "$runs")"
    done
    note_peaks
    apply_configuration "$root/ops/config/example.yaml"
    stop_vendor
    measurement assemble.vendor ms '≤ 1.25 × the longest chain of calls' \
        'ratio("chain") | if . == null then null else . <= 1.25 end' "$runs" "$(figures)" >>"$results"
}

# start_vendor: the stand-in, slow; and a configuration that has every capability there.
start_vendor() {
    [[ -p $work/vendor ]] || mkfifo "$work/vendor"
    "$root/.build/release/ProviderStandIn" >"$work/vendor" 2>>"$log" &
    vendor_pid=$!
    read -r vendor_port <"$work/vendor"
    vendor_call POST /_faults "{\"faults\": [{\"operation\": \"*\", \"latency_ms\": $vendor_latency}]}" >>"$log"
    {
        cat "$root/ops/config/example.yaml"
        printf '\nproviders:\n  - name: vendor\n    kind: http\n    url: http://127.0.0.1:%s\ncapabilities:\n' "$vendor_port"
        printf '  %s: [vendor]\n' ticketing conversations storage documents groups conferencing
    } >"$work/vendor.yaml"
    apply_configuration "$work/vendor.yaml"
}

stop_vendor() {
    [[ -n $vendor_pid ]] || return 0
    kill "$vendor_pid" 2>/dev/null || true
    wait "$vendor_pid" 2>/dev/null || true
    vendor_pid=
}

# apply_configuration FILE: and the moment that processes may take to see it.
apply_configuration() {
    "$home/bin/muster" config apply "$1" >>"$log" 2>&1
    sleep 6
}

# vendor_call METHOD PATH BODY
vendor_call() {
    curl --silent --show-error --fail --noproxy '*' --max-time 10 --request "$1" -H 'Content-Type: application/json' \
        --data "$3" "http://127.0.0.1:$vendor_port$2"
}

# longest_chain: milliseconds of the calls that must follow one another, made by curl over one connection: the folder, and
# the document in it.
longest_chain() {
    local url=http://127.0.0.1:$vendor_port
    curl --silent --noproxy '*' --max-time 10 -o /dev/null -o /dev/null -w '%{time_total}\n' \
        -H 'Content-Type: application/json' --data '{"name": "bench", "title": "bench", "text": ""}' \
        "$url/folders" "$url/documents" | awk '{ sum += $1 } END { printf "%.1f\n", sum * 1000 }'
}
