# The stack that is measured: a home and ports of its own, release binaries, and small programs that make load.
# shellcheck shell=bash

# install_for_bench: what ops/up does not install.
install_for_bench() {
    local missing wanted=("${run_packages[@]}" "${bench_packages[@]}")
    [[ $peers == no ]] || wanted+=("${peer_packages[@]}")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    ((${#missing[@]} > 0)) || return 0
    say '  Debian packages to install, without starting or enabling anything:'
    printf '%s\n' "${missing[*]}" | fold -s -w 90 | sed 's/^/    /'
    ask_for_sudo "${missing[@]}"
    stage packages "${#missing[@]} Debian packages" "$log" install_packages "${missing[@]}"
}

# compile_load: the open-loop client and the bare consumer.
compile_load() {
    local compiler=cc flags
    have cc || compiler=clang
    read -ra flags < <(pkg-config --cflags --libs librabbitmq)
    "$compiler" -O2 -o "$tools/pace" "$root/ops/benchmarks/pace.c" -pthread
    "$compiler" -O2 -o "$tools/drain" "$root/ops/benchmarks/drain.c" "${flags[@]}"
}

# check_programs: everything that a step needs, before the first one begins.
check_programs() {
    local name missing=()
    for name in muster $(process_names | sed 's/^/muster-/') ProviderStandIn OnCallBench; do
        [[ -x $root/.build/release/$name ]] || missing+=("$name")
    done
    ((${#missing[@]} == 0)) || die "Not built for a release: ${missing[*]}. Run ops/bench without --no-build."
    for name in wrk curl jq; do have "$name" || die "$name is not installed. Run ops/bench without --no-build."; done
}

# build_for_bench: the programs of a release, the stand-in for a provider, and what asks a schedule.
build_for_bench() {
    local product
    build_release || return
    for product in ProviderStandIn OnCallBench; do
        "$root/ops/swift" build --package-path "$root" -c release --product "$product" || return
    done
}

bring_up() {
    local ports options=(--release --no-sample --no-build)
    mapfile -t ports < <(free_ports 7)
    MUSTER_AMQP_PORT=${ports[0]} MUSTER_MANAGEMENT_PORT=${ports[1]} MUSTER_DISTRIBUTION_PORT=${ports[2]} \
        MUSTER_EPMD_PORT=${ports[3]} MUSTER_PROMETHEUS_PORT=${ports[4]} MUSTER_POSTGRES_PORT=${ports[5]} \
        MUSTER_HTTP_PORT=${ports[6]} "$root/ops/up" "${options[@]}"
}

# enter_stack: the environment of `home`, and addresses in files for programs that take no password as argument.
enter_stack() {
    # shellcheck source=/dev/null
    source "$home/env"
    # The settings were read before the stack had its ports, and a stack that was entered before may be in the way.
    PATH=$home/bin:$PATH
    postgres_port=$(remembered MUSTER_POSTGRES_PORT)
    http_port=$(remembered MUSTER_HTTP_PORT)
    printf '%s\n' "$MUSTER_AMQP_URL" | put_secret bench.amqp-url
    lift_quota
    export MUSTER_BENCH_AMQP_URL_FILE=$secrets/bench.amqp-url
}

# lift_quota: what is measured is the house, not what it allows one key. A build before this one has no such column.
lift_quota() {
    sql >/dev/null <<'END'
do $$ begin
    if exists (select from information_schema.columns
        where table_schema = 'core' and table_name = 'api_key' and column_name = 'has_quota')
    then
        update core.api_key set has_quota = false;
    end if;
end $$
END
}

take_down() {
    [[ -d $own_home ]] || return 0
    MUSTER_HOME=$own_home "$root/ops/down" && MUSTER_HOME=$own_home "$root/ops/services" destroy
}

# sql: standard input, as the operator; values separated by spaces.
sql() { psql_as_operator --dbname="$database" --field-separator=' '; }

# moment: the database's clock, to find the rows of a run by.
moment() { sql <<<'select clock_timestamp()'; }

# outbox_left PROCESS: what it announced and the broker does not have yet. A build before this one keeps that in its log.
outbox_left() {
    local schema=${1//-/_} waiting
    waiting=$(sql <<<"select to_regclass('$schema.outbox_pending')")
    sql <<<"select count(*) from ${waiting:-$schema.outbox where published_at is null}"
}

outbox_is_empty() { [[ $(outbox_left "$1") == 0 ]]; }

# settle: waits until every queue and every outbox is empty, so that a run does not pay for the one before.
settle() { wait_until 120 is_settled || warn 'The stack does not come to rest; figures are noisy.'; }
is_settled() {
    local name names
    # A build before this one has fewer.
    names=$(root=$tree process_names)
    for name in ${names//dead-letter-keeper/}; do
        outbox_is_empty "$name" && [[ $("$tools/drain" depth "$name") == 0 ]] || return 1
    done
}

scale() { "$tree/ops/scale" "$@" >>"$log" 2>&1; }

# progress TEXT…: what a run came to, as soon as it is known; with the load of the machine, which others may share.
progress() { printf '  %-22s %s  (load %s)\n' "$1" "$2" "$(cut -d ' ' -f 1 /proc/loadavg)"; }
