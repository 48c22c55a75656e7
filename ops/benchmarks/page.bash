# page.first and page.precision: from the report to the first page at a provider's door, and from a page's due time to there.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# Open pages, of which so many are due in each second of a run.
open_pages=10000
pages_per_second=20

# apply_page_organisation: the example with people enough that nobody's pages are held back, twenty of whom are paged in turn.
apply_page_organisation() {
    local file=$work/page.yaml people=$((pages_per_second * 3 * bench_seconds * bench_runs))
    awk -v people="$people" '
        { print }
        /^people:/ { for (n = 1; n <= people; n++) print "  - { email: page-" n "@example.org, name: Page " n " }" }
        /^policies:/ {
            print "  - name: bench"
            printf "    steps: [{ strategy: round_robin, targets: ["
            for (n = 1; n <= 20; n++) printf "%spage-%d@example.org", (n > 1 ? ", " : ""), n
            print "] }]\n    last_resort: [page-1@example.org]"
        }' "$root/ops/config/example.yaml" |
        sed 's/- { policy: reliability, severity: SEV2 }/- { policy: bench }/' >"$file"
    "$tree/.build/release/muster" config apply "$file" >>"$log" 2>&1
}

restore_organisation() { "$tree/.build/release/muster" config apply "$root/ops/config/example.yaml" >>"$log" 2>&1; }

# report_pages: reports one incident a second, and sets `outcome` to `{value, p50, p99}` in milliseconds.
report_pages() {
    local began answer figures
    began=$(moment)
    meter_start
    answer=$("$tools/pace" 127.0.0.1 "$http_port" /api/v1/incidents "$root/ops/benchmarks/report.json" \
        "$MUSTER_API_KEY_FILE" 1 "$bench_seconds" 16 "$SECONDS")
    wait_until 30 all_paged "$began" || true
    meter_stop
    meter_count "$(jq .accepted <<<"$answer")"
    figures=$(sql <<<"select count(*), count(first),
        percentile_cont(0.5) within group (order by extract(epoch from first - reported_at) * 1000),
        percentile_cont(0.99) within group (order by extract(epoch from first - reported_at) * 1000)
        from (select i.id, i.reported_at, min(a.called_at) as first from core.incident i
            left join paging.page p on p.incident_id = i.id
            left join paging.attempt a on a.page_id = p.id and a.state = 'sent'
            where i.id >= core.uuid_floor('$began') group by i.id) paged")
    say "page.first: $answer, $figures" >>"$log"
    outcome=$(jq -nc --argjson answer "$answer" --arg figures "$figures" \
        '($figures | split(" ") | map(tonumber? // null)) as $f
        | if $f[0] == $answer.sent and $f[1] == $answer.sent then {value: $f[2], p50: $f[2], p99: $f[3]} else {value: null} end')
}

all_paged() {
    [[ $(sql <<<"select count(*) from core.incident i where i.id >= core.uuid_floor('$1') and not exists (
        select from paging.page p where p.incident_id = i.id and p.state = 'sent')") == 0 ]]
}

measure_page_first() {
    local number runs='[]'
    apply_page_organisation
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        report_pages
        runs=$(jq -c --argjson value "$outcome" '. + [$value + {former: null}]' <<<"$runs")
        progress page.first "$(last_run '"p50 \(.p50) ms, p99 \(.p99) ms"' "$runs")"
    done
    restore_organisation
    note_peaks
    measurement page.first ms '< 150 ms p50' '.p50 | below(150)' "$runs" "$(figures)" >>"$results"
}

# open_due_pages FIRST: opens escalations, of which those of a run are due from eight seconds on, each to a person of its own.
open_due_pages() {
    sql <<<"with incident as (
            insert into core.incident (id, title, description, type, severity, priority, source)
            select core.uuid_v7(), 'page.precision', '', 'availability', 'SEV2', 'medium', 'report'
            from generate_series(1, $open_pages) returning id, name
        ), numbered as (
            select *, row_number() over (order by id) as n from incident
        ), escalation as (
            insert into paging.escalation (id, incident_id, policy, plan, urgency, due)
            select core.uuid_v7(), id, 'precision', jsonb_build_object('name', 'precision', 'steps', jsonb_build_array(
                    jsonb_build_object('targets', jsonb_build_array('page-' || $1 + n || '@example.org'))),
                    'last_resort', jsonb_build_array('page-1@example.org')), 'high',
                now() + case when n <= $pages_per_second * $bench_seconds
                    then interval '8 seconds' + n * interval '1 second' / $pages_per_second else interval '1 hour' end
            from numbered returning id, incident_id, due
        )
        insert into paging.timer (key, due, type, subject, correlation_id, data)
        select 'escalation/' || e.id, e.due, 'muster.escalation.advance.v1', i.name, i.id,
            jsonb_build_object('escalation', e.id)
        from escalation e join incident i on i.id = e.incident_id"
}

# keep_pages RUN: sets `outcome` to `{value, p50, p99}`: milliseconds from due to the provider's door.
keep_pages() {
    local wanted=$((pages_per_second * bench_seconds)) began
    began=$(moment)
    open_due_pages "$(($1 * wanted))"
    sleep "$((bench_seconds + 8))"
    wait_until 30 pages_are_out "$began" "$wanted" || true
    outcome=$(sql <<<"select count(*),
        percentile_cont(0.5) within group (order by extract(epoch from a.called_at - p.due_at) * 1000),
        percentile_cont(0.99) within group (order by extract(epoch from a.called_at - p.due_at) * 1000)
        from paging.attempt a join paging.page p on p.id = a.page_id
        where p.policy = 'precision' and a.state = 'sent' and p.due_at >= '$began'" |
        jq -Rc --argjson wanted "$wanted" 'split(" ") | map(tonumber? // null)
            | if .[0] == $wanted then {value: .[2], p50: .[1], p99: .[2]} else {value: null} end')
    sql <<<"delete from paging.timer where key in (select 'escalation/' || id from paging.escalation where policy = 'precision');
        update core.incident set status = 'closed' where title = 'page.precision';
        delete from paging.escalation where policy = 'precision'" >/dev/null
}

pages_are_out() {
    [[ $(sql <<<"select count(*) from paging.page where policy = 'precision' and state = 'sent' and due_at >= '$1'") == "$2" ]]
}

measure_page_precision() {
    local number runs='[]'
    apply_page_organisation
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        keep_pages "$number"
        runs=$(jq -c --argjson value "$outcome" '. + [$value + {former: null}]' <<<"$runs")
        progress page.precision "$(last_run '"p50 \(.p50) ms, p99 \(.p99) ms late"' "$runs")"
    done
    restore_organisation
    note_peaks
    measurement page.precision ms '≤ 250 ms p99' '.p99 | below(250)' "$runs" "$(figures)" >>"$results"
}
