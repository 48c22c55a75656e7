#!/usr/bin/env bash
# Packages are installed without starting, enabling or restarting a server, and what was there stays as it was.
# A directory stands for the machine, and apt-get, systemctl and update-rc.d are faked: they write down what they are
# asked for, and behave towards units and policy-rc.d as Debian's do.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

machine=$scratch/machine
journal=$scratch/journal
export MUSTER_SYSTEM_ROOT=$machine JOURNAL=$journal
mkdir -p "$scratch/bin"
export PATH=$scratch/bin:$PATH

# fake NAME: a program whose text is standard input.
# shellcheck disable=SC2016 # expanded by the fake
fake() {
    { printf '#!/bin/bash\nset -e\nm=$MUSTER_SYSTEM_ROOT\necho "%s $*" >>"$JOURNAL"\n' "$1" && cat; } >"$scratch/bin/$1"
    chmod +x "$scratch/bin/$1"
}

# The fake of apt-get is a maintainer script: it enables units and starts servers unless it is kept from it.
fake apt-get <<'END'
[[ $* == *install* ]] || exit 0
[[ ! -e $m/apt-fails ]] || exit 100
[[ -d $m/usr/share/postgresql-common ]] || grep -qs 'create_main_cluster = false' \
    "$m/etc/postgresql-common/createcluster.d/muster.conf" || touch "$m/cluster-made"
mkdir -p "$m/lib/systemd/system" "$m/etc/init.d" "$m/wants" "$m/usr/share/postgresql-common" "$m/masked"
for unit in rabbitmq-server.service postgresql.service epmd.socket nginx.service; do
    # A package that is installed already does nothing.
    [[ ! -e $m/lib/systemd/system/$unit ]] || continue
    touch "$m/lib/systemd/system/$unit" "$m/wants/$unit" "$m/etc/init.d/${unit%.*}"
    status=0
    "$m/usr/sbin/policy-rc.d" "$unit" start 2>/dev/null || status=$?
    [[ $status == 101 || -e $m/masked/$unit ]] || echo "$unit" >>"$m/started"
    [[ -e $m/masked/$unit ]] || echo "$unit" >>"$m/unmasked-while-installing"
done
END
fake systemctl <<'END'
case $1 in
mask) mkdir -p "$m/masked" && touch "$m/masked/$2" ;;
unmask) rm -f "$m/masked/$2" ;;
disable) rm -f "$m/wants/$2" ;;
esac
END
fake update-rc.d </dev/null

fresh() {
    rm -rf "$machine" "$journal"
    mkdir -p "$machine/usr/sbin"
}
install() { "$root/ops/lib/install" rabbitmq-server postgresql-15; }
gone() { [[ ! -e $machine/$1 ]]; }
there() { [[ -e $machine/$1 ]]; }
holds() { grep -qF -- "$2" "$1"; }
nothing_masked() { [[ -z $(ls "$machine/masked") ]]; }

fresh
check 'on a fresh machine it installs' install
check 'nothing was started' gone started
check 'units were masked meanwhile' gone unmasked-while-installing
check 'and are not masked any more' nothing_masked
check 'RabbitMQ is not enabled' gone wants/rabbitmq-server.service
check 'Postgres is not enabled' gone wants/postgresql.service
check "Erlang's port mapper is not enabled" gone wants/epmd.socket
check 'nginx, which tests need, is not enabled' gone wants/nginx.service
check 'no cluster was made' gone cluster-made
check 'init scripts are disabled' holds "$journal" 'update-rc.d rabbitmq-server disable'
check 'policy-rc.d is gone again' gone usr/sbin/policy-rc.d
check 'running packages are not upgraded' holds "$journal" --no-upgrade

fresh
mkdir -p "$machine/lib/systemd/system" "$machine/etc/init.d" "$machine/wants"
touch "$machine/lib/systemd/system/rabbitmq-server.service" "$machine/etc/init.d/rabbitmq-server"
touch "$machine/wants/rabbitmq-server.service"
check 'beside a RabbitMQ that runs already it installs' install
check 'that RabbitMQ stays enabled' there wants/rabbitmq-server.service
check 'and is neither masked nor disabled' refuses holds "$journal" 'systemctl mask rabbitmq-server.service'
check 'nor its init script' refuses holds "$journal" 'update-rc.d rabbitmq-server disable'
check 'Postgres, which is new, is not enabled' gone wants/postgresql.service

fresh
printf '#!/bin/sh\nexit 0\n' >"$machine/usr/sbin/policy-rc.d"
check "with a policy-rc.d of the machine's own it installs" install
check 'nothing was started' gone started
check 'and that policy is back' holds "$machine/usr/sbin/policy-rc.d" 'exit 0'

fresh
touch "$machine/apt-fails"
check 'when apt-get fails it fails' refuses install
check 'and leaves no policy behind' gone usr/sbin/policy-rc.d
check 'and no mask' nothing_masked
check 'after updating the lists and trying again' holds "$journal" 'apt-get update'
finish
