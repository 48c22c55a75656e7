#!/usr/bin/env bash
# shellcheck disable=SC2016 # variables of jq
# ops/up, status, scale and down on a real Postgres and RabbitMQ, with fakes for Muster's own programs.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"
chmod 0755 "$scratch"

checkout=$scratch/checkout
mkdir -p "$checkout/.build/debug"
cp -r "$root/ops" "$checkout/ops"
cp "$root/ops/tests/fakes/muster" "$checkout/.build/debug/muster"
while read -r name; do
    cp "$root/ops/tests/fakes/process" "$checkout/.build/debug/muster-$name"
done < <(sed -e '/^#/d' -e 's/[[:space:]].*//' "$root/ops/lib/processes")
cp "$root/ops/tests/fakes/nightly" "$checkout/.build/debug/muster-nightly"

for variable in $(compgen -e MUSTER_); do unset "$variable"; done
mapfile -t ports < <("$root/ops/services" free-ports 6)
export MUSTER_AMQP_PORT=${ports[0]} MUSTER_MANAGEMENT_PORT=${ports[1]} MUSTER_DISTRIBUTION_PORT=${ports[2]}
export MUSTER_EPMD_PORT=${ports[3]} MUSTER_PROMETHEUS_PORT=${ports[4]} MUSTER_POSTGRES_PORT=${ports[5]}
export MUSTER_HTTP_PORT=$((32000 + RANDOM % 700))
export MUSTER_HOME=$scratch/home
home=$MUSTER_HOME
cd "$scratch"
end() {
    "$checkout/ops/down" >/dev/null 2>&1 || true
    "$checkout/ops/services" destroy || true
    rm -rf "$scratch"
}
trap end EXIT

up() { "$checkout/ops/up" --no-build; }
down() { "$checkout/ops/down"; }
status() { "$checkout/ops/status"; }
scale() { "$checkout/ops/scale" "$@"; }
json() { "$checkout/ops/status" --json | jq -e "$@"; }
# shown FILTER: as json, whether all is well or not.
shown() { ("$checkout/ops/status" --json || true) | jq -e "$@"; }
asked() { grep -c -- "^$1" "$home/muster.journal" || true; }
mode() { stat -c %a "$home/$1"; }
# Kept, so that what it prints can be looked at more than once.
first_run() { up >"$scratch/first" 2>&1 || { cat "$scratch/first"; return 1; }; }

# A ^C before everything runs: the migration hangs, the signal comes, and nothing of it is left over.
interrupted() {
    mkdir -p "$home"
    touch "$home/migration-hangs"
    # A shell lets its background commands ignore SIGINT; a terminal's ^C would not be ignored.
    env --default-signal=INT setsid "$checkout/ops/up" --no-build >"$scratch/interrupted" 2>&1 &
    local pid=$!
    for ((i = 0; i < 600; i++)); do
        grep -qs '^migrate up' "$home/muster.journal" && break
        sleep 0.1
    done
    kill -INT "$pid"
    wait "$pid" && return 1
    rm "$home/migration-hangs"
    cat "$scratch/interrupted"
    grep -q 'ops/up goes on from here' "$scratch/interrupted" && ! pgrep -f "$home/bin/muster migrate" >/dev/null
}

check '^C in the middle ends at once and says how to go on' interrupted
check 'the next run completes it' first_run
check 'the last part has at most 25 lines' is yes "$(sed '1,/^$/d' "$scratch/first" | wc -l | awk '{ print ($1 <= 25) ? "yes" : $1 }')"
check 'it names the milliseconds' grep -q 'assembled in 142 ms' "$scratch/first"
check 'whom it mailed, by the header alone' grep -qx '    responders@example.org' "$scratch/first"
check 'the processes are ready' status
check 'in the shape that scripts read' json '.processes | map(.name) == ["intake", "resource-creator", "notifier",
    "dead-letter-keeper", "paging", "cost-calculator", "task-tracker", "playbook-runner"] and all(.[]; .state == "ready" and .instance == 1 and .restarts == 0 and .rss_bytes > 0
    and .version == "1.2.3" and (.started_at | test("Z$")))'
check 'on ports in their order' json --argjson p "$MUSTER_HTTP_PORT" '.processes | map(.port - $p) == [0, 1, 2, 3, 4, 5, 6, 7]'
# computed COUNT: muster-nightly was started so many times in all.
computed() {
    for ((i = 0; i < 200; i++)); do
        [[ $(grep -c night "$home/nightly.journal" 2>/dev/null) != "$1" ]] || return 0
        sleep 0.1
    done
    return 1
}
check 'the night waits until it is due' json '.nightly == [{name: "nightly", state: "waiting", pid: null}]'
check 'and nothing starts it before' test ! -e "$home/nightly.journal"
touch "$home/due"
check 'then it is started' computed 1
check 'once, and waits again' json '.nightly[0].state == "waiting"'
check 'beside broker and database' json '.broker.pid > 0 and .database.pid > 0 and (.broker.version | test("^3"))'
blocked=$(dirname "$(find "$home" -name port -path '*notifier*' | head -n 1)")/port.blocked
touch "$blocked"
check 'a broker that takes no messages is said to be blocked' refuses status
check 'in both shapes' shown '.broker.blocked and all(.processes[]; .state == "ready" and (has("blocked") | not))'
check 'whatever the processes are' grep -qE '^broker +– +blocked' <("$checkout/ops/status")
rm "$blocked"
check 'until it is not' status
check 'the environment is for us alone' is "$(mode env)" 600
check 'and so are the secrets' is "$(mode secrets)" 700
check 'no secret stands in an argument list' refuses grep -qrFf <(cat "$home"/secrets/*password) \
    <(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ')

pids=$(json -c '[.processes[].pid, .broker.pid, .database.pid]')
check 'a second run succeeds' up
check 'and changes nothing' is "$(json -c '[.processes[].pid, .broker.pid, .database.pid]')" "$pids"
check 'one key was made' is "$(asked 'keys create')" 1
check 'one configuration applied' is "$(asked 'config apply')" 1
check 'one sample reported' is "$(asked 'incident report')" 1

check 'scaling up starts more' scale notifier=3
check 'which are ready' json '[.processes[] | select(.name == "notifier") | .state] == ["ready", "ready", "ready"]'
check 'on ports of their own' json '[.processes[].port] | unique | length == 10'
check 'scaling down drains them' scale notifier=1
check 'so that one is left' json '[.processes[] | select(.name == "notifier")] | length == 1'
check 'who stops the last one hears what waits' says 'paging    3 pages' scale paging=0
check 'and it comes again' scale paging=1
touch "$home/database-hangs"
check 'a database that does not answer keeps nobody from stopping one' timeout 60 "$checkout/ops/scale" paging=0
rm "$home/database-hangs"
check 'nor from starting it' scale paging=1
check 'an unknown worker is refused' says 'WORKER is one of' scale nobody=2

# killed TIMES: it comes back after being killed for that many times in all.
killed() {
    kill -KILL "$(json '.processes[0].pid')"
    for ((i = 0; i < 100; i++)); do
        json --argjson times "$1" '.processes[0] | .state == "ready" and .restarts == $times' && return
        sleep 0.1
    done
    return 1
}
check 'a process that is killed comes back, and is counted' killed 1
check 'and again' killed 2
check 'after a longer pause' grep -q 'started again in 0.4 s' "$home/log/intake.1.log"
unattended() {
    local pid
    pid=$(json '.processes[1].pid')
    kill -KILL "$(cut -d ' ' -f 1 "$home/run/resource-creator.1/supervisor")"
    for ((i = 0; i < 100; i++)); do
        [[ -e /proc/$pid ]] || break
        sleep 0.1
    done
    ! [[ -e /proc/$pid ]] && refuses status && up && status
}
check 'without its supervisor it does not stay, and ops/up starts both again' unattended
touch "$checkout/.build/debug/muster-intake"
check 'after an upgrade' up
check 'what was built anew runs anew' refuses json --argjson old "$pids" '.processes[0].pid == $old[0]'
check 'and nothing else' json --argjson old "$pids" '.processes[2].pid == $old[2]'
touch "$home/migration-fails"
check 'a stage that fails shows the end of its log' says 'the table is locked' up
rm "$home/migration-fails"

mkdir "$scratch/old" "$scratch/broken" "$scratch/full" "$scratch/recording"
printf '#!/bin/sh\necho "Swift version 5.10 (swift-5.10-RELEASE)"\n' >"$scratch/old/swift"
printf '#!/bin/sh\n[ "$1" = --version ] && echo "Swift version 6.3.1" && exit\necho "A.swift:1:2: error: what"; seq -f "line %%g" 40; exit 1\n' \
    >"$scratch/broken/swift"
printf '#!/bin/sh\necho Avail; echo 1000000000\n' >"$scratch/full/df"
printf '#!/bin/sh\n[ "$1" = --version ] && echo "Swift version 6.3.1" && exit\necho "${MUSTER_PROGRAMS_ONLY:-no} $*" >>%s\n' "$scratch/built" \
    >"$scratch/recording/swift"
chmod +x "$scratch"/{old,broken,full,recording}/*
with() { PATH=$scratch/$1:$PATH "$checkout/ops/up" "${@:2}"; }
check 'an old Swift is told apart' says 'Swift 5.10 is too old' with old
check 'a full disk is told' says 'There are 0.9 GB free' with full
check 'a build that fails shows the last lines of the compiler' says 'line 21' with broken
check 'and what it said was wrong before them' says 'A.swift:1:2: error: what' with broken
check 'twenty of them' refuses says 'line 20' with broken
check 'and what failed' says 'failed after' with broken
check 'a build that leaves a program out is told' says 'Run ops/up without --no-build' with recording --release
one_build() { [[ $(grep -cE '^yes build .* -c release --static-swift-stdlib$' "$scratch/built") == 1 ]]; }
check 'a release is one build of all programs, with Swift inside' one_build

MUSTER_HOME=$scratch/other check 'a second stack on taken ports names their owner' says 'is taken by beam.smp' up
MUSTER_HOME=$scratch/other check 'and the variable to set' says 'Set MUSTER_POSTGRES_PORT' up
MUSTER_HOME=$scratch/other MUSTER_AMQP_PORT=$((MUSTER_HTTP_PORT + 1)) check 'ports that are wanted twice are told' \
    says 'is wanted twice, by MUSTER_AMQP_PORT and by MUSTER_HTTP_PORT' up
MUSTER_HOME=$scratch/other check 'before it has made anything' test ! -e "$scratch/other"

check 'it stops' down
check 'all of it' refuses pgrep -f "$home"
check 'and says so' refuses status
finish
