#!/usr/bin/env bash
# shellcheck disable=SC2016 # variables of jq
# The arithmetic of ops/bench and the shape of what it writes; nothing is measured here.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"
# shellcheck source=ops/lib/common.bash
source "$root/ops/lib/common.bash"
# shellcheck source=ops/benchmarks/table.bash
source "$root/ops/benchmarks/table.bash"
# shellcheck source=ops/benchmarks/meter.bash
source "$root/ops/benchmarks/meter.bash"
# shellcheck source=ops/benchmarks/replay.bash
source "$root/ops/benchmarks/replay.bash"

holds() { jq -e "$1" <<<"$2" >/dev/null || { printf '%s\n' "$2"; return 1; }; }
status_of() {
    local status=0
    "$@" >"$scratch/said" 2>&1 || status=$?
    say "$status"
}

shares='{"muster": 0.25, "broker": 0.1, "database": 0.4, "load": 0.05, "stolen": 0.15}'
runs='[{"value": 5200, "p99": 9, "baselines": {"pgbench": 3000}}, {"value": 4000, "p99": 30, "baselines": {"pgbench": 2000}},
    {"value": 6100, "p99": 8, "baselines": {"pgbench": 3100}}]'
rate=$(measurement intake.rate alerts/s 'aim' \
    'all_of([(.value | at_least(5000)), (ratio("pgbench") | at_least(1.5))])' "$runs" "$shares")
slow=$(measurement intake.rate alerts/s 'aim' '.value | at_least(5300)' "$runs" "$shares")
broken=$(measurement drain.rate messages/s 'aim' 'ratio("c") | at_least(0.5)' \
    '[{"value": null, "baselines": {"c": 100}}, {"value": null, "baselines": {"c": null}}]' "$shares")
peers=$(measurement drain.rate messages/s 'aim' 'best.ratio | at_least(10)' \
    '[{"value": 1000, "baselines": {"c": 1500, "celery": 50, "faststream": 200}}]' "$shares")
plain=$(measurement idle.cpu '%' '' '' '[{"value": 0.123456}, {"value": 0.2}]' "$shares")

check 'a value is the median of its runs' holds '.value == 5200 and .runs == [5200, 4000, 6100]' "$rate"
check 'of an even number, the mean of the two in the middle' holds '.value == 0.1617' "$plain"
check 'percentiles are medians, and null where there are none' holds '.p99 == 9 and .p50 == null' "$rate"
check 'a reference is compared by medians' holds '.baselines == [{name: "pgbench", value: 3000, ratio: 1.733,
    runs: [3000, 2000, 3100]}]' "$rate"
check 'a run is told in round figures' is "$(last_run '"\(.value) /s of \(.baselines.c), p99 \(.p99)"' \
    '[{"value": 1}, {"value": 3727.93, "p99": null, "baselines": {"c": 80.71367}}]')" '3728 /s of 80.71, p99 not counted'
check 'a run tells of the build before' is "$(last_run '"\(.value)\(before("p50 "; "ms"))"' \
    '[{"value": 1, "former": {"value": 2}}]')" '1, before p50 2 ms'
check 'and of none where there is none' is "$(last_run '"\(.value)\(before("p50 "; "ms"))"' \
    '[{"value": 1, "former": null}]')" '1'
check 'an aim is met' holds '.met == true and .aim == "aim"' "$rate"
check 'or missed' holds '.met == false' "$slow"
check 'or open, when a run failed' holds '.met == null and .value == null and .baselines[0].ratio == null' "$broken"
check 'without an aim it is null' holds '.met == null and .aim == null and .baselines == []' "$plain"
check 'the best peer counts' holds '.met == false' "$peers"
check 'all keys of a measurement are there' holds '(keys_unsorted == ["name", "unit", "value", "runs", "p50", "p99",
    "baselines", "aim", "met", "cpu_share", "cpu_us", "stolen_share"])
    and (.cpu_share | keys) == ["broker", "database", "load", "muster"]' "$broken"

written=$(printf '%s\n' "$rate" "$broken" | report abc 2026-01-01T10:00:00.000Z 2 'a "cpu"' 8000000000)
former='[{"value": 300, "former": {"value": 200}}, {"value": 310, "former": {"value": 220}}, {"value": 290, "former": null}]'
beside=$(measurement intake.rate alerts/s '' '' "$former" '{"muster": 0.1, "broker": 0.1, "database": 0.1, "load": 0, "stolen": 0,
    "cpu_us": {"own": {"muster": 100, "broker": 20, "database": 80}, "former": {"muster": 200, "broker": 60, "database": 140}}}')
check 'CPU of a unit of work is told' holds '.cpu_us == {muster: 100, broker: 20, database: 80}' "$beside"
check 'and null where nothing was counted' holds '.cpu_us == null' "$rate"
check 'the build before is a baseline, with its CPU' holds '.baselines == [{name: "before", value: 210, ratio: 1.429,
    runs: [200, 220, null], cpu_us: {muster: 200, broker: 60, database: 140}, cpu_ratio: 0.5}]' "$beside"
check 'in words' grep -q 'before 210 (1.429 ×, CPU 0.5 ×)' <<<"$(report a b 2 c 1 <<<"$beside" | table)"

check 'a report has the shape of INTERFACES' holds '.version == 1 and .commit == "abc" and .build == "release"
    and .started_at == "2026-01-01T10:00:00.000Z" and .machine == {cores: 2, cpu: "a \"cpu\"", memory_bytes: 8000000000}
    and (.measurements | length) == 2' "$written"
lines=$(table <<<"$written")
check 'the table has a line each' is "$(wc -l <<<"$lines")" 3
column() { awk -v word="$2" 'NR == n { print index($0, word) }' n="$1" <<<"$lines"; }
check 'in columns' is "$(column 1 value)" "$(column 2 5200)"
check 'with shares in percent' grep -q '25%/10%/40%/5%/15%' <<<"$lines"

# pid, parent, ticks: 10 has the children 11 and 12, of which 12 has 13; 20 is somebody else's, and 1 everybody's.
times=$'1 0 1000\n10 1 5\n11 10 7\n12 10 1\n13 12 100\n20 1 50\n21 20 3'
check 'a group is all that descends from it' is "$(tree_ticks "$times" 10)" 113
check 'of several roots, too' is "$(tree_ticks "$times" 10 20)" 166
check 'and nothing of one that is gone' is "$(tree_ticks "$times" 99)" 0
check 'this process is in /proc' is "$(process_times | awk -v pid=$$ '$1 == pid { print NF }')" 3
# shellcheck disable=SC2034 # group_roots reads it
run=$scratch
meter_spent=([own.muster]=100 [own.broker]=0 [own.database]=50 [own.load]=10)
meter_wall=1000
meter_stolen=20
check 'shares are of all cores' holds ".muster == 100 / $(getconf CLK_TCK) / $(nproc) and .broker == 0
    and .stolen == 20 / $(getconf CLK_TCK) / $(nproc)" "$(shares)"

meter_units=([own]=1000 [former]=0)
check 'CPU is divided by what was done' holds ".muster == 100 / $(getconf CLK_TCK) * 1000 and .broker == 0" "$(cpu_us own)"
check 'and unknown when nothing was' is "$(cpu_us former)" null

alone='{"sent": 6000, "accepted": 6000, "p50_ms": 2, "p99_ms": 10}'
beside='{"sent": 6000, "accepted": 6000, "p50_ms": 3, "p99_ms": 15}'
check 'traffic beside a replay is compared with itself alone' holds '. == {value: 15, p50: 3, p99: 15, baselines: {alone: 10}}' \
    "$(beside_outcome "$alone" "$beside" 100000 100000)"
check 'but not when a letter was left' is "$(beside_outcome "$alone" "$beside" 99999 100000)" '{"value":null}'
check 'or an alert was' is "$(beside_outcome "$alone" "${beside/accepted\": 6000/accepted\": 5999}" 100000 100000)" \
    '{"value":null}'

check 'a revision that is not there is refused' is "$(status_of "$root/ops/bench" --against nosuch)" 1
check 'an unknown measurement is refused' is "$(status_of "$root/ops/bench" intake.speed)" 2
check 'and so is a report without a file' is "$(status_of "$root/ops/bench" --json)" 2
check 'and a number of runs that is none' is "$(BENCH_RUNS=many status_of "$root/ops/bench" intake)" 2
finish
