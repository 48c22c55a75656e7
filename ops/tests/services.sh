#!/usr/bin/env bash
# The private servers: who may talk to them, where they listen, and that a kill -9 is no trouble.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

for variable in $(compgen -e MUSTER_); do unset "$variable"; done
mapfile -t ports < <("$root/ops/services" free-ports 6)
export MUSTER_AMQP_PORT=${ports[0]} MUSTER_MANAGEMENT_PORT=${ports[1]} MUSTER_DISTRIBUTION_PORT=${ports[2]}
export MUSTER_EPMD_PORT=${ports[3]} MUSTER_PROMETHEUS_PORT=${ports[4]} MUSTER_POSTGRES_PORT=${ports[5]}
# A home that another user cannot enter, as below /root.
chmod 0700 "$scratch"
export MUSTER_HOME=$scratch/home
home=$MUSTER_HOME
trap '"$root/ops/services" destroy; rm -rf "$scratch"' EXIT

services() { "$root/ops/services" "$@"; }

# listeners: the local addresses, in the kernel's writing, of every socket that a process of this home listens on.
listeners() {
    local file pid inodes
    for file in "$home"/run/*.pid; do
        pid=$(cut -d ' ' -f 1 "$file")
        inodes=$(find "/proc/$pid/fd" -lname 'socket:*' -printf '%l\n' | tr -dc '0-9\n')
        awk 'NR == FNR { mine[$1]; next } $4 == "0A" && $10 in mine { sub(/:.*/, "", $2); print $2 }' \
            <(printf '%s\n' "$inodes") <(cat /proc/net/tcp /proc/net/tcp6)
    done
}
# 127.0.0.1, and ::1 where epmd insists on both.
only_loopback() {
    local all
    all=$(listeners | sort -u)
    printf '%s\n' "$all"
    [[ -n $all ]] && ! grep -qvx -e 0100007F -e 00000000000000000000000001000000 <<<"$all"
}
guest() { curl -s --noproxy '*' -o "$scratch/answer" -w '%{http_code}' -u guest:guest "http://127.0.0.1:$MUSTER_MANAGEMENT_PORT/api/whoami"; }
without_password() { PGPASSWORD='' psql -w -h 127.0.0.1 -p "$MUSTER_POSTGRES_PORT" -U postgres -c 'select 1' postgres; }
rows() { services sql kept <<<'select count(*) from mark'; }
broker_user() { ps -o user= -p "$(cut -d ' ' -f 1 "$home/run/broker.pid")"; }

check 'they start' services start
check 'they say so' services status
check 'a second start changes nothing' services start
check 'every listener is on loopback' only_loopback
check 'guest does not exist' is "$(guest)" 401
check 'Postgres asks for a password' refuses without_password
check 'neither runs as root' is 1 "$([[ $(broker_user) != root ]] && echo 1)"
check 'a database is made' services make-database kept
services sql kept <<<'create table mark (number int); insert into mark values (1);'
check 'both are killed' services kill
check 'and say so' refuses services status
check 'they start again' services start
check 'with what they had' is "$(rows)" 1
check 'a name that needs quoting is refused' refuses services make-database 'a"b'
check 'they stop' services stop
check 'twice, if need be' services stop
check 'nothing is left running' refuses pgrep -f "$(readlink -f "$home/data")"
finish
