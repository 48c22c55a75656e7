# Who uses the cores, from /proc: Muster's own processes, the broker, the database, and the load with what measures it;
# and what the host of a virtual machine gave to others meanwhile.
# shellcheck shell=bash

meter_groups=(muster broker database load)
# By side and group: what the build of now used, and what the former one did (ops/benchmarks/former.bash).
side=own
declare -A meter_spent=() meter_before=() meter_units=()
meter_wall=0
meter_began=0
meter_stolen=0
stolen_before=0

# group_roots GROUP: the pids that its processes descend from.
group_roots() {
    case $1 in
    muster) cat "$run"/*.[0-9]*/pid ;;
    broker) cat "$run/broker.pid" ;;
    database) cat "$run/postgres.pid" ;;
    load) say "$$" ;;
    esac 2>/dev/null | cut -d " " -f 1 || true
}

# process_times: `pid parent ticks` of every process; ticks count the children that it has waited for, too.
process_times() {
    { cat /proc/[0-9]*/stat 2>/dev/null || true; } |
        sed -nE 's/^([0-9]+) \(.*\) . ([0-9]+) ([0-9-]+ ){9}([0-9]+) ([0-9]+) ([0-9]+) ([0-9]+) .*/\1 \2 \4 \5 \6 \7/p' |
        awk '{ print $1, $2, $3 + $4 + $5 + $6 }'
}

# tree_ticks TIMES ROOT…: the ticks of the processes that descend from the roots, themselves included.
tree_ticks() {
    local times=$1
    shift
    awk -v roots="$*" '
        BEGIN { n = split(roots, list, " "); for (i = 1; i <= n; i++) mine[list[i]] = 1 }
        { parent[$1] = $2; ticks[$1] = $3 }
        END {
            for (pid in ticks) {
                for (p = pid; p != "" && p + 0 > 1 && !(p in mine) && !(p in other); p = parent[p]);
                if (p in mine) sum += ticks[pid]
            }
            print sum + 0
        }' <<<"$times"
}

# group_ticks: `group ticks` of each group, from one look.
group_ticks() {
    local times group roots
    times=$(process_times)
    for group in "${meter_groups[@]}"; do
        mapfile -t roots < <(group_roots "$group")
        say "$group $(tree_ticks "$times" "${roots[@]}")"
    done
}

# stolen_ticks: of all cores, since the machine began (proc(5), `steal`).
stolen_ticks() { awk '$1 == "cpu" { print $9 }' /proc/stat; }

meter_reset() {
    local group
    for group in "${meter_groups[@]}"; do meter_spent[own.$group]=0 meter_spent[former.$group]=0; done
    meter_units=([own]=0 [former]=0)
    meter_wall=0
    meter_stolen=0
}

meter_start() {
    local group ticks
    while read -r group ticks; do meter_before[$group]=$ticks; done < <(group_ticks)
    stolen_before=$(stolen_ticks)
    meter_began=$(milliseconds)
}

# meter_stop: adds what was used since meter_start; a process that ended meanwhile can only make it less.
meter_stop() {
    local group ticks
    if [[ $side == own ]]; then
        meter_wall=$((meter_wall + $(milliseconds) - meter_began))
        meter_stolen=$((meter_stolen + $(stolen_ticks) - stolen_before))
    fi
    while read -r group ticks; do
        ((ticks < meter_before[$group])) ||
            meter_spent[$side.$group]=$((${meter_spent[$side.$group]:-0} + ticks - meter_before[$group]))
    done < <(group_ticks)
}

# meter_count UNITS: what was done meanwhile, for the figure that a noisy machine changes least.
meter_count() { meter_units[$side]=$((${meter_units[$side]:-0} + $1)); }

# cpu_us SIDE: microseconds of CPU that a unit of work took, of Muster, the broker and the database; null when nothing was
# counted.
cpu_us() {
    local group
    for group in muster broker database; do say "$group ${meter_spent[$1.$group]:-0}"; done |
        jq -Rnc --argjson hertz "$(getconf CLK_TCK)" --argjson units "${meter_units[$1]:-0}" \
            'if $units == 0 then null
                else [inputs | split(" ") | {(.[0]): ((.[1] | tonumber) / $hertz * 1000000 / $units)}] | add end'
}

# figures: what the meter has to say of a measurement: shares, and CPU of a unit at both sides.
figures() {
    jq -nc --argjson shares "$(shares)" --argjson own "$(cpu_us own)" --argjson former "$(cpu_us former)" \
        '$shares + {cpu_us: {own: $own, former: $former}}'
}

# shares: what each group used of all cores together, from 0 to 1, and what of them was stolen.
shares() {
    local group
    { for group in "${meter_groups[@]}"; do say "$group ${meter_spent[own.$group]:-0}"; done && say "stolen $meter_stolen"; } |
        jq -Rnc --argjson hertz "$(getconf CLK_TCK)" --argjson wall "$meter_wall" --argjson cores "$(nproc)" \
            '[inputs | split(" ") | {(.[0]): (if $wall > 0 then (.[1] | tonumber) / $hertz / ($wall / 1000) / $cores
                else null end)}] | add'
}

# peak_bytes PID: the most that it has had in memory.
peak_bytes() { awk '/^VmHWM:/ { printf "%d", $2 * 1024 }' "/proc/$1/status" 2>/dev/null; }

# peak_of PROCESS: the most that was noted of it; 0 when nothing was. Kept in a file, since each step is a process.
peak_of() { sort -n "$work/peak.$1" 2>/dev/null | tail -n 1 | grep . || say 0; }

# note_peaks: keeps the most that any instance of each process has had in memory. Called before an instance is ended.
note_peaks() {
    local name file bytes
    [[ $side == own ]] || return 0
    for name in $(process_names); do
        for file in "$run/$name".[0-9]*/pid; do
            bytes=$(peak_bytes "$(living_pid "$file")") || continue
            say "${bytes:-0}" >>"$work/peak.$name"
        done
    done
}
