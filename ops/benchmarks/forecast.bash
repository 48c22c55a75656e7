# forecast.series and forecast.backtest: how many series are forecast a second on one core; with --peers beside
# statsforecast's AutoETS and its cross-validation, on the same series.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# A back-test is twelve fits and more, so that a tenth of the series is enough.
forecast_folds=12
forecast_ahead=10

prepare_forecast() {
    forecast_program=$root/Benchmarks/.build/release/ForecastBenchmarks
    [[ $compile == no && -x $forecast_program ]] ||
        stage forecast 'Benchmarks, release' "$log" swift build -c release --package-path "$root/Benchmarks" \
            --product ForecastBenchmarks
    "$forecast_program" series "$bench_series" >"$work/series"
    head -n $(((bench_series + 9) / 10)) "$work/series" >"$work/series.tenth"
    [[ $peers == no || -x $home/forecast-peers/bin/python ]] ||
        stage peers 'statsforecast' "$log" prepare_forecast_peers
}

prepare_forecast_peers() {
    python3 -m venv "$home/forecast-peers"
    "$home/forecast-peers/bin/pip" install --quiet --disable-pip-version-check statsforecast==2.1.1 statsmodels==0.15.0
}

# forecast_rate FILE COMMAND…: series a second, from the seconds that a command prints; null when it failed.
forecast_rate() {
    local seconds
    seconds=$(taskset -c 0 "${@:2}" 2>>"$log") || seconds=null
    jq -nc --argjson seconds "${seconds:-null}" --argjson count "$(wc -l <"$1")" \
        'if $seconds == null then null else $count / $seconds end'
}

# measure_forecast NAME FILE COMMAND PEER…: a command of the program beside one of the peer.
measure_forecast() {
    local name=$1 file=$2 command=$3 number runs='[]' value peer='{}'
    shift 3
    prepare_forecast
    meter_reset
    for ((number = 1; number <= bench_runs; number++)); do
        value=$(forecast_rate "$file" "$forecast_program" "$command" "$file")
        [[ $peers == no ]] || peer=$(jq -nc --argjson value "$(forecast_rate "$file" \
            env OMP_NUM_THREADS=1 "$home/forecast-peers/bin/python" "$root/ops/benchmarks/forecast.py" "$@")" \
            '{statsforecast: $value}')
        runs=$(jq -c --argjson value "$value" --argjson peer "$peer" '. + [{value: $value, baselines: $peer}]' <<<"$runs")
        progress "$name" "$(last_run '"\(.value) /s\(if .baselines == {} then "" else ", statsforecast \(
            .baselines.statsforecast) /s" end)"' "$runs")"
    done
    measurement "$name" series/s "$([[ $peers == no ]] || say '≥ 3 × statsforecast')" \
        'ratio("statsforecast") | at_least(3)' "$runs" "$(figures)" >>"$results"
}

measure_forecast_series() { measure_forecast forecast.series "$work/series" fit fit "$work/series"; }

measure_forecast_backtest() {
    measure_forecast forecast.backtest "$work/series.tenth" back-test \
        cross-validation "$work/series.tenth" "$forecast_folds" "$forecast_ahead"
}
