# Who uses the cores, from /proc: Muster's own processes, the broker, the database, and the load with what measures it;
# and what the host of a virtual machine gave to others meanwhile.
# shellcheck shell=bash

meter_groups=(muster broker database load)
declare -A meter_spent=() meter_before=()
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
    for group in "${meter_groups[@]}"; do meter_spent[$group]=0; done
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
    meter_wall=$((meter_wall + $(milliseconds) - meter_began))
    meter_stolen=$((meter_stolen + $(stolen_ticks) - stolen_before))
    while read -r group ticks; do
        ((ticks < meter_before[$group])) || meter_spent[$group]=$((meter_spent[$group] + ticks - meter_before[$group]))
    done < <(group_ticks)
}

# shares: what each group used of all cores together, from 0 to 1, and what of them was stolen.
shares() {
    local group
    { for group in "${meter_groups[@]}"; do say "$group ${meter_spent[$group]:-0}"; done && say "stolen $meter_stolen"; } |
        jq -Rnc --argjson hertz "$(getconf CLK_TCK)" --argjson wall "$meter_wall" --argjson cores "$(nproc)" \
            '[inputs | split(" ") | {(.[0]): (if $wall > 0 then (.[1] | tonumber) / $hertz / ($wall / 1000) / $cores
                else null end)}] | add'
}

# peak_bytes PID: the most that it has had in memory.
peak_bytes() { awk '/^VmHWM:/ { printf "%d", $2 * 1024 }' "/proc/$1/status" 2>/dev/null; }

declare -A peaks=()

# note_peaks: keeps the most that any instance of each process has had in memory. Called before an instance is ended.
note_peaks() {
    local name file bytes
    for name in $(process_names); do
        for file in "$run/$name".[0-9]*/pid; do
            bytes=$(peak_bytes "$(living_pid "$file")") || continue
            ((${bytes:-0} <= ${peaks[$name]:-0})) || peaks[$name]=$bytes
        done
    done
}
