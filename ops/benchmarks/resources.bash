# memory.<process>.idle|load and idle.cpu.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# What a start takes to calm down, in seconds.
calm_seconds=15
no_shares='{"muster": null, "broker": null, "database": null, "load": null, "stolen": null}'

megabytes() { awk -v b="$1" 'BEGIN { printf "%.1f", b / 1000000 }'; }

# add_memory NAME STATE BYTES
add_memory() {
    measurement "memory.$1.$2" MB '< 60 MB' '.value | below(60)' "[{\"value\": $(megabytes "$3")}]" "$no_shares" \
        >>"$results"
    progress "memory.$1.$2" "$(megabytes "$3") MB"
}

measure_memory_idle() {
    local name
    settle
    sleep "$calm_seconds"
    for name in $(process_names); do
        add_memory "$name" idle "$(resident_bytes "$(living_pid "$run/$name.1/pid")")"
    done
}

# measure_memory_load: the most that each process has had in memory by now.
measure_memory_load() {
    local name
    [[ -s $work/peak.intake ]] || make_some_load
    note_peaks
    for name in $(process_names); do add_memory "$name" load "$(peak_of "$name")"; done
}

make_some_load() {
    intake_run
    report_incidents 20
    settle
}

measure_idle_cpu() {
    local value
    settle
    sleep "$calm_seconds"
    meter_reset
    meter_start
    sleep "$bench_idle_seconds"
    meter_stop
    value=$(shares | jq --argjson cores "$(nproc)" '.muster * $cores * 10000 | round / 100')
    progress idle.cpu "$value % of a core"
    measurement idle.cpu '% of a core' '< 1 %' '.value | below(1)' "[{\"value\": $value}]" "$(shares)" >>"$results"
}
