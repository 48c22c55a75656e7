# The arithmetic of the bench, and what it prints: JSON objects as INTERFACES has them, and a table of them.
# shellcheck shell=bash
# shellcheck disable=SC2016 # variables of jq

# What the conditions of aims may use.
bench_functions='
    def median: map(select(. != null)) | sort | length as $n |
        if $n == 0 then null elif $n % 2 == 1 then .[$n / 2 | floor] else (.[$n / 2 - 1] + .[$n / 2]) / 2 end;
    def ratio($name): .baselines | map(select(.name == $name).ratio) | first;
    def best: [.baselines[] | select(.name == "celery" or .name == "faststream")] | max_by(.value);
    def rounded: if . == null then null
        else (if . == 0 then 1 else pow(10; 3 - (fabs | log10 | floor)) end) as $unit | . * $unit | round / $unit end;
    def before($what; $unit): if (.former | type) == "object" then ", before \($what)\(.former.value) \($unit)" else "" end;
    def each_rounded: if . == null then null else map_values(rounded) end;
    def at_least($limit): if . == null then null else . >= $limit end;
    def below($limit): if . == null then null else . < $limit end;
    def all_of($parts): if any($parts[]; . == false) then false elif any($parts[]; . == null) then null else true end;'

# measurement NAME UNIT AIM CONDITION RUNS SHARES: the object of one measurement. RUNS is an array with an object for each
# run: its `value`, and where there are any `p50`, `p99`, `baselines` (an object of values by name) and `former` (what the
# same run came to at the build before: its `value`). The value of the measurement is the median of its runs, and so is
# everything else. CONDITION is jq on the object: whether its aim is met; null when that cannot be said. SHARES is the object
# of CPU shares, with the CPU of a unit of work at both sides as `cpu_us` where it was counted.
measurement() {
    jq -nc --arg name "$1" --arg unit "$2" --arg aim "$3" --argjson runs "$5" --argjson shares "$6" \
        "$bench_functions"'
        ([$runs[].value] | median) as $value
        | {name: $name, unit: $unit, value: ($value | rounded), runs: [$runs[].value | rounded],
            p50: ([$runs[].p50] | median | rounded), p99: ([$runs[].p99] | median | rounded),
            baselines: ([[$runs[].baselines // {} | keys_unsorted[]] | unique[] as $baseline
                | ([$runs[].baselines[$baseline]] | median) as $reference
                | {name: $baseline, value: ($reference | rounded),
                    ratio: (if $value == null or ($reference // 0) == 0 then null
                        else $value / $reference | rounded end),
                    runs: [$runs[].baselines[$baseline] | rounded]}]
                + (if any($runs[]; .former != null) then
                    ([$runs[].former.value] | median) as $before
                    | [{name: "before", value: ($before | rounded),
                        ratio: (if $value == null or ($before // 0) == 0 then null else $value / $before | rounded end),
                        runs: [$runs[].former.value | rounded], cpu_us: ($shares.cpu_us.former | each_rounded),
                        cpu_ratio: ([$shares.cpu_us.own, $shares.cpu_us.former] | map(if . == null then null else add end)
                            | if .[0] == null or (.[1] // 0) == 0 then null else .[0] / .[1] | rounded end)}]
                    else [] end)),
            aim: (if $aim == "" then null else $aim end), met: null,
            cpu_share: {muster: ($shares.muster | rounded), broker: ($shares.broker | rounded),
                database: ($shares.database | rounded), load: ($shares.load | rounded)},
            cpu_us: ($shares.cpu_us.own | each_rounded),
            stolen_share: ($shares.stolen | rounded)}
        | .met = ('"${4:-null}"')'
}

# last_run TEXT RUNS: what the newest of the runs came to, for people: TEXT is jq on it, with figures rounded.
last_run() {
    jq -r "$bench_functions"' .[-1] | walk(if type == "number" then rounded elif . == null then "not counted" else . end)
        | '"$1" <<<"$2"
}

# report COMMIT STARTED_AT CORES CPU MEMORY: what `--json` writes, from the measurements on standard input.
report() {
    jq -s --arg commit "$1" --arg started_at "$2" --argjson cores "$3" --arg cpu "$4" --argjson memory "$5" \
        '{version: 1, commit: (if $commit == "" then null else $commit end), build: "release", started_at: $started_at,
            machine: {cores: $cores, cpu: $cpu, memory_bytes: $memory}, measurements: .}'
}

# table: the report on standard input for people. CPU is microseconds for a unit of work: Muster's, the database's and the
# broker's. Shares are of all cores together; what is stolen, the host of a virtual machine gave to others, and figures of two
# runs compare only when it is alike.
table() {
    jq -r 'def number: if . == null then "-" else tostring end;
        def percent: if . == null then "-" else "\(. * 100 | round)%" end;
        def spent: if .cpu_us == null then "-"
            else "\(.cpu_us | "\(.muster | number)+\(.database | number)+\(.broker | number)")" end;
        ["measurement", "value", "unit", "runs", "p50", "p99", "CPU µs", "against", "aim", "met",
            "muster/broker/db/load/stolen"],
        (.measurements[] | [.name, (.value | number), .unit,
            (if (.runs | length) > 1 then "\(.runs | min)…\(.runs | max)" else "-" end), (.p50 | number), (.p99 | number),
            spent, ([.baselines[] | "\(.name) \(.value | number) (\(.ratio | number) ×\(
                if .cpu_ratio == null then "" else ", CPU \(.cpu_ratio) ×" end))"]
                | if . == [] then "-" else join(", ") end),
            (.aim // "-"), (if .met == null then "-" elif .met then "yes" else "no" end),
            "\(.cpu_share | "\(.muster | percent)/\(.broker | percent)/\(.database | percent)/\(.load | percent)")/\(
                .stolen_share | percent)"])
        | @tsv' | align
}

# align: columns of tab separated lines, by characters and not by bytes.
align() {
    LC_ALL=C.UTF-8 awk -F '\t' '
        { for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } columns = NF }
        END {
            for (row = 1; row <= NR; row++) {
                line = ""
                for (i = 1; i <= columns; i++) {
                    line = line cell[row, i]
                    if (i < columns) for (n = length(cell[row, i]); n < width[i] + 2; n++) line = line " "
                }
                print line
            }
        }'
}
