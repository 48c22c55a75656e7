# replay.rate and replay.beside: how fast dead letters go back to their worker, and what other traffic feels of it.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# Alerts a second that come in meanwhile, in replay.beside, and for how long.
replay_traffic=200
replay_seconds=30

measure_replay_rate() {
    local number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        replay_run
        with_former replay_run
        settle
        runs=$(jq -c --argjson value "$outcome" --argjson former "$former" --argjson c "$(bare_publish)" \
            '. + [{value: $value, baselines: {c: $c}, former: $former}]' <<<"$runs")
        progress replay.rate "$(last_run '"\(.value) /s, c \(.baselines.c) /s\(before(""; "/s"))"' "$runs")"
    done
    note_peaks
    measurement replay.rate letters/s '≥ 5000' '.value | at_least(5000)' "$runs" "$(figures)" >>"$results"
}

# replay_run: sends letters back, and waits until their worker has done them. Their rate is from the command to the confirm of
# the last one. Sets `outcome`.
replay_run() {
    local began figures
    bury "$bench_letters"
    began=$(moment)
    meter_start
    replay_buried
    wait_until 300 replay_is_done "$began" || true
    meter_stop
    meter_count "$bench_letters"
    figures=$(replay_figures "$began")
    say "replay: $figures" >>"$log"
    outcome=${figures##* }
    if [[ ${figures%% *} != "$bench_letters" ]]; then
        warn "  not counted: ${figures%% *} of $bench_letters letters were replayed"
        outcome=null
    fi
}

# measure_replay_beside: how long alerts wait for their answer while letters go back, and alone.
measure_replay_beside() {
    local number runs='[]'
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        settle
        traffic_beside_replay
        with_former traffic_beside_replay
        runs=$(jq -c --argjson outcome "$outcome" --argjson former "$former" '. + [$outcome + {former: $former}]' <<<"$runs")
        progress replay.beside "$(last_run '"p99 \(.p99) ms, alone \(.baselines.alone) ms\(before("p99 "; "ms"))"' "$runs")"
    done
    note_peaks
    measurement replay.beside ms "≤ 2 × alone, all letters in $replay_seconds s" \
        'ratio("alone") | if . == null then null else . <= 2 end' "$runs" "$(figures)" >>"$results"
}

# traffic_beside_replay: alerts alone, and once more while letters go back, which are there before. Sets `outcome`.
traffic_beside_replay() {
    local began figures replay alone beside
    bury "$bench_letters"
    alone=$(traffic)
    began=$(moment)
    meter_start
    replay_buried &
    replay=$!
    beside=$(traffic)
    figures=$(replay_figures "$began")
    say "replay beside: $figures; alone $alone, beside $beside" >>"$log"
    wait_until 300 replay_is_done "$began" || true
    wait "$replay" || true
    meter_stop
    meter_count "$bench_letters"
    outcome=$(beside_outcome "$alone" "$beside" "${figures%% *}" "$bench_letters")
    [[ $outcome != '{"value":null}' ]] || warn "  not counted: $figures; $beside"
}

# beside_outcome ALONE BESIDE ARRIVED LETTERS: milliseconds, from what `pace` found and how many of the letters the broker had
# when the alerts ended: nothing when it had not all, or when an alert was not taken.
beside_outcome() {
    jq -nc --argjson alone "$1" --argjson beside "$2" --argjson arrived "$3" --argjson letters "$4" \
        'if $arrived == $letters and all($alone, $beside; .accepted == .sent)
            then {value: $beside.p99_ms, p50: $beside.p50_ms, p99: $beside.p99_ms, baselines: {alone: $alone.p99_ms}}
            else {value: null} end'
}

# traffic: alerts at a fixed rate for half a minute, and what `pace` found.
traffic() {
    "$tools/pace" 127.0.0.1 "$http_port" "$intake_path" "$root/ops/benchmarks/alert.json" "$MUSTER_API_KEY_FILE" \
        "$replay_traffic" "$replay_seconds" 32 "$(next_numbers)"
}

# bury COUNT: letters of the notifier, as the dead-letter-keeper has them: the events that drain.c publishes.
bury() {
    sql >>"$log" <<END
insert into dead_letter_keeper.letter (id, worker, message_id, message_type, incident, "group", place, error_code,
    error_detail, attempts, first_failed_at, properties, body, body_digest)
select id, 'notifier', id::text, 'muster.incident.updated.v1', name, 'bench', 'bench', 'bench', 'buried by the bench', 5, now(),
    jsonb_build_object('content_type', 'application/cloudevents+json', 'correlation_id', incident, 'message_id', id,
        'type', 'muster.incident.updated.v1', 'timestamp', extract(epoch from now())::bigint, 'traceparent', trace),
    body, sha256(body)
  from (select gen_random_uuid() as incident, number, 'INC-' || number as name from generate_series(0, 19999) number) incident
  join generate_series(0, $1 - 1) letter on letter % 20000 = incident.number,
       lateral (select core.uuid_v7() as id where letter >= 0) new,
       lateral (select '00-' || replace(id::text, '-', '') || '-' || right(id::text, 16) || '-01' as trace) traced,
       lateral (select convert_to(format(
           '{"specversion":"1.0","id":"%s","source":"/muster/intake","type":"muster.incident.updated.v1","subject":"%s",'
           '"time":"%s","datacontenttype":"application/json","traceparent":"%s","data":{"incident":{"id":"%s","name":"%s",'
           '"version":%s},"status":"active","changes":["severity"],"actor":"primary-oncall@example.org"}}',
           id, name, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), trace, incident, name,
           letter / 20000 + 1), 'UTF8') as body) event;
END
}

replay_buried() { "$home/bin/muster" dead-letters replay --group bench --wait 60 >>"$log" 2>&1 || true; }

# replay_is_done SINCE: whether their worker has done all letters.
replay_is_done() {
    sleep 0.4
    [[ $("$tools/drain" depth notifier) == 0 ]] &&
        [[ $(sql <<<"select count(*) from dead_letter_keeper.selected_letter x
            join dead_letter_keeper.letter l on l.id = x.letter_id
            join notifier.inbox i on i.message_id = l.message_id::uuid and i.done_at is not null
            where x.selection_id >= core.uuid_floor('$1')") == "$bench_letters" ]]
}

# replay_figures SINCE: letters that the broker confirmed, seconds, and letters a second, of the replay since then.
replay_figures() {
    sql <<END
select count(*), round(extract(epoch from max(o.published_at) - min(s.requested_at)), 3),
    round(count(*) / nullif(extract(epoch from max(o.published_at) - min(s.requested_at)), 0), 1)
  from dead_letter_keeper.selection s
  join dead_letter_keeper.selected_letter x on x.selection_id = s.id and x.state = 'published'
  join dead_letter_keeper.outbox o on o.id = x.outbox_id and o.published_at is not null
 where s.id >= core.uuid_floor('$1')
END
}

# bare_publish: as many of the same messages, published with confirms by the barest client, while their worker works.
bare_publish() {
    local began
    began=$(milliseconds)
    "$tools/drain" fill "$bench_letters" notifier work
    awk -v n="$bench_letters" -v ms="$(($(milliseconds) - began))" 'BEGIN { printf "%.1f\n", n / ms * 1000 }'
}
