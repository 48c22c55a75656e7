# shellcheck shell=bash
# What ops/chaos does to a stack, and what it sends meanwhile. Sourced after all.bash.

# post PATH KEY: the body comes on standard input; tried with the same key until the stack takes it, as a good client does.
# The answer goes to standard output.
post() {
    local path=$1 key=$2 body answer
    body=$(cat)
    while [[ ! -e $work/give-up ]]; do
        if answer=$(curl -sS --noproxy '*' --max-time 10 --fail -H "@$work/authorization" -H "Idempotency-Key: $key" \
            -H 'Content-Type: application/json' --data-binary "$body" "$MUSTER_URL$path" 2>>"$work/clients.log"); then
            printf '%s\n' "$answer"
            return
        fi
        sleep 0.3
    done
    return 1
}

# send_reports: one after the other until the time is over; the names of the incidents go to a file. All are drills, and every
# eighth is as severe as to page: five messages to one address in a quarter of an hour are the most that go out alone.
send_reports() {
    local n=0 severity mildest
    mildest=$(muster config show --json | jq -r '.document.severities[-1].name')
    while [[ ! -e $work/over ]]; do
        n=$((n + 1))
        severity=$mildest
        ((n % 8 != 1)) || severity=''
        jq -nc --arg title "chaos $seed report $n" --arg severity "$severity" \
            '{title: $title, description: "Sent by ops/chaos.", drill: true}
                + if $severity == "" then {} else {severity: $severity} end' |
            post /api/v1/incidents "chaos-$run_id-report-$n" | jq -r .name >>"$work/reports" || true
        sleep 0.5
    done
}

# answer_pages: takes the incidents of some pages as people do. A drill pages `drill_contacts` alone, so that chaos wakes nobody;
# the ids of the incidents' pages that are taken, and when the answer had come, go to a file.
answer_pages() {
    local page n=0
    while [[ ! -e $work/over ]]; do
        n=$((n + 1))
        sleep 1
        page=$(curl -sS --noproxy '*' --max-time 10 --fail -H "@$work/authorization" \
            "$MUSTER_URL/api/v1/pages?state=sent&limit=50" 2>>"$work/clients.log" |
            jq -r --rawfile reports "$work/reports" '($reports | split("\n")) as $ours
                | [.items[] | select(.escalation == "open" and (.incident as $name | $ours | index($name)))][0].id // empty' \
                2>>"$work/clients.log") || continue
        [[ -n $page ]] || continue
        if jq -nc '{action: "acknowledge"}' | post "/api/v1/pages/$page" "chaos-$run_id-page-$n" >/dev/null; then
            printf '%s %s\n' "$page" "$(milliseconds)" >>"$work/answers"
        fi
    done
}

# send_alerts: Alertmanager's bodies, every tenth severe enough for an incident; the ids of the alerts go to a file.
send_alerts() {
    local n=0 severity
    while [[ ! -e $work/over ]]; do
        n=$((n + 1))
        severity=info
        ((n % 10 != 0)) || severity=critical
        jq -nc --arg id "chaos-$run_id-$n" --arg severity "$severity" '{version: "4", groupKey: $id, status: "firing",
            receiver: "muster", alerts: [{status: "firing", fingerprint: $id,
            labels: {alertname: "Chaos", severity: $severity, run: $id}, annotations: {summary: ("chaos " + $id)},
            startsAt: "2026-01-01T10:00:00Z", endsAt: "0001-01-01T00:00:00Z", generatorURL: "http://example.org"}]}' |
            post /api/v1/alerts/alertmanager "chaos-$run_id-alert-$n" | jq -r '.alerts[].id' >>"$work/alerts" || true
        sleep 0.1
    done
}

# send_broker_alerts: straight to the exchange, as a detector does; what the broker has routed counts.
send_broker_alerts() {
    local n=0 payload
    while [[ ! -e $work/over ]]; do
        n=$((n + 1))
        payload=$(jq -nc --arg key "chaos-$run_id-amqp-$n" \
            '{title: ("chaos " + $key), dedup_key: $key, severity: "info"} | tojson')
        if jq -nc --argjson payload "$payload" --arg id "chaos-$run_id-amqp-$n" '{routing_key: "native.chaos",
            payload: $payload, payload_encoding: "string",
            properties: {message_id: $id, delivery_mode: 2, content_type: "application/json", timestamp: (now | floor)}}' |
            "$root/ops/services" api POST /api/exchanges/muster/alerts/publish 2>>"$work/clients.log" |
            jq -e .routed >/dev/null 2>&1; then
            printf 'chaos-%s-amqp-%s\n' "$run_id" "$n" >>"$work/broker-alerts"
        fi
        sleep 0.5
    done
}

# misfortune: one of what happens to systems, by the seed's dice.
misfortune() {
    local processes instance
    mapfile -t processes < <(process_names)
    case $((RANDOM % 10)) in
    0) happen 'the broker is killed' revive broker kill ;;
    1) happen 'Postgres is killed' revive postgres kill ;;
    2) happen 'Postgres is stopped and started' revive postgres stop ;;
    3)
        instance=$([[ $((RANDOM % 2)) == 0 ]] && say notifier || say paging)
        happen "$instance is scaled" "$root/ops/scale" "$instance=$((RANDOM % 3 + 1))"
        ;;
    4) happen 'paging is killed at a page' kill_at_a_page ;;
    *)
        instance=${processes[RANDOM % ${#processes[@]}]}
        happen "$instance is killed" kill_process "$instance"
        ;;
    esac
}

happen() {
    say "  $(printf '%5.1f' "$(elapsed_seconds)") s  $1"
    printf '%s\n' "$1" >>"$work/misfortunes"
    shift
    "$@" >>"$work/misfortunes.log" 2>&1 || true
}

revive() {
    "$root/ops/services" "$2" "$1"
    "$root/ops/services" start "$1"
}

# kill_process NAME: with SIGKILL, all its instances; the supervisor starts them again.
kill_process() {
    local file pid
    for file in "$run/$1".*/pid; do
        read -r pid _ <"$file" && kill -KILL "$pid"
    done
}

# kill_at_a_page: SIGKILL for paging while a page is on its way; a page that nobody is told of in three seconds saves it.
kill_at_a_page() {
    wait_until 3 a_page_is_on_its_way || true
    kill_process paging
}

a_page_is_on_its_way() { [[ $(count_rows "select count(*) from paging.page where state = 'due'") != 0 ]]; }

elapsed_seconds() { awk -v ms="$(($(milliseconds) - began))" 'BEGIN { print ms / 1000 }'; }

# count_rows SQL: one number.
count_rows() { "$root/ops/services" sql muster <<<"$1" | tr -d '[:space:]'; }

# findings: what is missing or double, a line each; nothing when all is well.
findings() {
    local reports alerts broker_alerts found
    reports=$(sort -u "$work/reports" | wc -l)
    found=$(count_rows "select count(*) from core.incident where title like 'chaos $seed report %'
        and title in (select title from core.incident) and reported_at >= to_timestamp($began / 1000.0)")
    ((found == reports)) || say "reports: $reports were accepted and $found incidents are there"
    found=$(count_rows "select count(*) from core.incident where title like 'chaos $seed report %'
        and reported_at >= to_timestamp($began / 1000.0) and assembled_at is null")
    ((found == 0)) || say "incidents: $found are not assembled"
    alerts=$(sort -u "$work/alerts" | wc -l)
    found=$(count_rows "select count(*) from core.alert where labels ->> 'run' like 'chaos-$run_id-%'")
    ((found == alerts)) || say "alerts over HTTP: $alerts were accepted and $found are there"
    broker_alerts=$(sort -u "$work/broker-alerts" | wc -l)
    found=$(count_rows "select count(distinct dedup_key) from core.alert where dedup_key like 'chaos-$run_id-amqp-%'")
    ((found >= broker_alerts)) || say "alerts over AMQP: $broker_alerts were routed and $found are there"
    found=$(count_rows "select count(*) from (select 1 from core.alert where source in ('chaos') or labels ->> 'run' like
        'chaos-$run_id-%' group by source, dedup_key having count(*) > 1) as twice")
    ((found == 0)) || say "alerts: $found keys have two alerts"
    page_findings
}

# page_findings: what is missing or double in the paging of the reports.
page_findings() {
    local found page answered ours="i.title like 'chaos $seed report %' and i.reported_at >= to_timestamp($began / 1000.0)"
    found=$(count_rows "select count(*) from core.incident i join paging.escalation e on e.incident_id = i.id where $ours")
    ((found > 0)) || say 'pages: nobody was paged; the configuration needs drill_contacts, and a policy for the default severity'
    # What waits for others to go along is due, and the ledger's to judge.
    found=$(count_rows "select count(*) from core.incident i join paging.escalation e on e.incident_id = i.id where $ours
        and not exists (select from paging.page p where p.escalation_id = e.id)")
    ((found == 0)) || say "pages: $found incidents paged nobody"
    found=$(count_rows "select count(*) from core.incident i join paging.page p on p.incident_id = i.id where $ours
        and (p.state = 'failed' or p.state = 'sent' and p.handed_at is null)")
    ((found == 0)) || say "pages: $found did not go out"
    found=$(count_rows "select count(*) from (select 1 from core.incident i join paging.page p on p.incident_id = i.id
        join paging.attempt a on a.page_id = p.id and a.kind = 'page' where $ours and a.state = 'sent'
        group by p.id, a.channel, a.address having count(*) > 1) twice")
    ((found == 0)) || say "pages: $found went out twice by one way"
    while read -r page answered; do
        found=$(count_rows "select count(*) from paging.page mine join paging.page p using (escalation_id)
            join paging.attempt a on a.page_id = p.id and a.kind = 'page'
            where mine.id = '$page' and a.called_at > to_timestamp($answered / 1000.0)")
        ((found == 0)) || say "pages: $found ways were tried after $page was acknowledged"
        found=$(count_rows "select count(*) from paging.page p join paging.escalation e on e.id = p.escalation_id
            where p.id = '$page' and e.state = 'open'")
        ((found == 0)) || say "pages: the acknowledgement of $page is not there"
    done <"$work/answers"
}
