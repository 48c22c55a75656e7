# cost.incident: what it takes to compute the cost of an incident of 72 hours, 200 participants and 50,000 activities.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# computed PROGRAM…: the total and the milliseconds of the runs, as the program prints them.
computed() { "$@" "$((bench_runs * 5))"; }

measure_cost_incident() {
    local own python runs
    swift build -c release --package-path "$tree/Benchmarks" --product CostBenchmarks >>"$log" 2>&1
    own=$(computed "$tree/Benchmarks/.build/release/CostBenchmarks")
    python=$(computed python3 "$root/ops/benchmarks/cost.py")
    [[ $(jq .total <<<"$own") == "$(jq .total <<<"$python")" ]] ||
        die "The same incident costs $(jq .total <<<"$own") here and $(jq .total <<<"$python") in Python."
    # What is measured takes milliseconds: the first runs find nothing in the caches.
    runs=$(jq -nc --argjson own "$own" --argjson python "$python" --argjson count "$bench_runs" \
        '[range($count) | {value: ($own.runs[-1 - .]), baselines: {python: $python.runs[-1 - .]}, former: null}]')
    progress cost.incident "$(last_run '"\(.value) ms, in Python \(.baselines.python) ms"' "$runs")"
    measurement cost.incident ms '< 5 ms' '.value | below(5)' "$runs" '{}' >>"$results"
}
