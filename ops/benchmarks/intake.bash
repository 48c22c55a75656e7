# intake.rate, intake.batch and intake.steady.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

intake_connections=32
intake_path=/api/v1/alerts/alertmanager

# Where the numbers of a run begin, so that no two runs send the same body.
numbers_begin=$(($(date +%s) % 10000))

# next_numbers: where the numbers of the next run begin.
next_numbers() {
    say >>"$work/numbers"
    say $((numbers_begin * 100000000 + $(wc -l <"$work/numbers") * 1000000000000))
}

# measure_intake NAME TEMPLATE ALERTS AIM VERDICT: bodies of so many alerts, beside pgbench's rows.
measure_intake() {
    local name=$1 template=$2 alerts=$3 number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        intake_run "$template" "$alerts"
        with_former intake_run "$template" "$alerts"
        runs=$(jq -c --argjson answer "$outcome" --argjson former "$former" \
            --argjson reference "$(pgbench_run)" \
            '. + [{value: $answer.rate, p50: $answer.p50_ms, p99: $answer.p99_ms, baselines: {pgbench: $reference},
                former: (if $former == null then null else {value: $former.rate} end)}]' <<<"$runs")
        progress "$name" "$(last_run '"\(.value) /s, pgbench \(.baselines.pgbench) /s\(before(""; "/s"))"' "$runs")"
    done
    note_peaks
    measurement "$name" alerts/s "$4" "$5" "$runs" "$(figures)" >>"$results"
}

measure_intake_rate() {
    measure_intake intake.rate "$root/ops/benchmarks/alert.json" 1 '≥ 5000 and ≥ 1.5 × pgbench' \
        'all_of([(.value | at_least(5000)), (ratio("pgbench") | at_least(1.5))])'
}

# What a group of Alertmanager holds after an outage.
intake_batch=50

measure_intake_batch() {
    jq -c --argjson count "$intake_batch" '.alerts[0] as $alert | .alerts = [range($count) | tostring as $place
        | $alert | .labels.device += $place | .fingerprint += "-" + $place]' \
        "$root/ops/benchmarks/alert.json" >"$work/batch.json"
    measure_intake intake.batch "$work/batch.json" "$intake_batch" '≥ 3 × pgbench' 'ratio("pgbench") | at_least(3)'
}

# intake_run TEMPLATE ALERTS: one run of wrk. Sets `outcome` to what it found, with the rate of alerts, or to null when rows and
# answers disagree or the outbox is not empty five seconds later.
intake_run() {
    local answer rows left began
    began=$(moment)
    export MUSTER_BENCH_TEMPLATE=$1 MUSTER_BENCH_SECONDS=$bench_seconds
    export MUSTER_BENCH_FIRST
    MUSTER_BENCH_FIRST=$(next_numbers)
    meter_start
    answer=$(wrk --threads 2 --connections "$intake_connections" --duration "$((bench_seconds + 1))s" --timeout 30s \
        --script "$root/ops/benchmarks/alertmanager.lua" "$MUSTER_URL$intake_path" 2>>"$log" | tail -n 1)
    meter_stop
    answer=$(jq -c --argjson alerts "$2" '.accepted *= $alerts' <<<"$answer")
    wait_until 5 outbox_is_empty intake || true
    meter_count "$(jq .accepted <<<"$answer")"
    left=$(outbox_left intake)
    rows=$(sql <<<"select count(*) from core.alert where id >= core.uuid_floor('$began')")
    say "intake: $answer, $rows rows, $left unpublished" >>"$log"
    outcome=$(jq -c --argjson rows "$rows" --argjson left "$left" --argjson seconds "$bench_seconds" \
        'if .accepted == $rows and $left == 0 then . + {rate: (.accepted / $seconds)} else null end' <<<"$answer")
    [[ $outcome != null ]] || warn "  not counted: $rows rows and $left unpublished for $answer"
}

# pgbench_run: transactions a second that insert the rows which a request makes, from 32 clients.
pgbench_run() {
    local answer
    pgbench_script >"$work/insert.sql"
    answer=$(PGPASSFILE=$secrets/pgpass "$(postgres_tool pgbench)" --host=127.0.0.1 --port="$postgres_port" \
        --username="$operator_role" --no-vacuum --client="$intake_connections" --jobs=2 --time="$bench_seconds" \
        --protocol=prepared --define=run=$((numbers_begin * 16 + $(wc -l <"$work/numbers"))) --define=n=0 --file="$work/insert.sql" \
        "$database" 2>&1)
    say "$answer" >>"$log"
    answer=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$answer")
    say "${answer:-null}"
}

# pgbench_script: one statement, one round trip, one transaction: the newest alert, its claim of the key and its
# message, with ids and keys of their own. Ids ascend as real ones do.
pgbench_script() {
    printf '%s\n' '\set n :n + 1'
    sql <<'END'
with alert as (select * from core.alert where source <> 'pgbench' order by id desc limit 1),
    message as (select * from intake.outbox_event order by id desc limit 1)
select format($script$
with new as (
    select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008'
            || lpad(to_hex(:run::int), 5, '0') || lpad(to_hex(:client_id::int), 3, '0')
            || lpad(to_hex(:n::int), 7, '0'))::uuid as id,
        :run::int || '-' || :client_id::int || '-' || :n::int as key
), claim as (
    insert into core.open_alert (source, dedup_key, alert_id) select 'pgbench', key, id from new
), alert as (
    insert into core.alert (id, source, format, dedup_key, status, severity, title, description, labels, url,
        group_key, outcome, reason, route)
    select id, 'pgbench', %L, key, %L, %L, %L, %L, %L::jsonb, %L, %L, %L, %L, %L from new
)
insert into intake.outbox_event (id, message_id, exchange, routing_key, type, traceparent, body)
select id, id, %L, %L, %L, %L, %L::bytea from new;$script$,
    alert.format, alert.status, alert.severity, alert.title, alert.description, alert.labels, alert.url,
    alert.group_key, alert.outcome, alert.reason, alert.route, message.exchange, message.routing_key, message.type,
    message.traceparent, message.body)
from alert, message
END
}

# steady_run: one run at a fixed rate. Sets `outcome`.
steady_run() {
    local answer
    meter_start
    answer=$("$tools/pace" 127.0.0.1 "$http_port" "$intake_path" "$root/ops/benchmarks/alert.json" \
        "$MUSTER_API_KEY_FILE" 1000 "$bench_seconds" 128 "$(next_numbers)")
    meter_stop
    meter_count "$(jq .sent <<<"$answer")"
    say "steady: $answer" >>"$log"
    outcome=$(jq -c 'if .accepted == .sent then {value: .p99_ms, p50: .p50_ms, p99: .p99_ms} else {value: null} end' \
        <<<"$answer")
}

measure_intake_steady() {
    local number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        steady_run
        with_former steady_run
        runs=$(jq -c --argjson outcome "$outcome" --argjson former "$former" '. + [$outcome + {former: $former}]' \
            <<<"$runs")
        progress intake.steady "$(last_run '"p50 \(.p50) ms, p99 \(.p99) ms at 1000 /s\(before("p99 "; "ms"))"' "$runs")"
    done
    note_peaks
    measurement intake.steady ms '< 50 ms p99 at 1000/s' '.p99 | below(50)' "$runs" "$(figures)" >>"$results"
}
