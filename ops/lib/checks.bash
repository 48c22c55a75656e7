# The stages of ops/test.
# shellcheck shell=bash

install_for_tests() {
    local missing
    mapfile -t missing < <(missing_packages "${run_packages[@]}" "${test_packages[@]}")
    ((${#missing[@]} > 0)) || return 0
    say "  Debian packages to install, without starting or enabling anything:"
    printf '%s\n' "${missing[*]}" | fold -s -w 90 | sed 's/^/    /'
    ask_for_sudo "${missing[@]}"
    stage packages "${#missing[@]} Debian packages" "$results/install.log" install_packages "${missing[@]}"
}

lint_swift() (
    cd "$root"
    swift format lint --strict --recursive --parallel Sources Tests Package.swift
)

# lint_commands: every file that says it is bash; and, with some that read them, the parts.
lint_commands() (
    cd "$root"
    local scripts
    mapfile -t scripts < <(grep -rlE '^#!.*\bbash' ops .ci)
    shellcheck -x "${scripts[@]}" && shellcheck -x -a ops/up ops/test ops/chaos ops/bench ops/tests/install.sh
)

build_everything() {
    "$root/ops/swift" build --package-path "$root" --build-tests
}

# start_test_servers: on ports that are free now.
start_test_servers() {
    local ports
    mapfile -t ports < <(free_ports 6)
    MUSTER_AMQP_PORT=${ports[0]} MUSTER_MANAGEMENT_PORT=${ports[1]} MUSTER_DISTRIBUTION_PORT=${ports[2]} \
        MUSTER_EPMD_PORT=${ports[3]} MUSTER_PROMETHEUS_PORT=${ports[4]} MUSTER_POSTGRES_PORT=${ports[5]} \
        "$root/ops/services" start
}

# prepare_template: a migrated database that tests copy; migrating takes longer than copying.
prepare_template() {
    local name
    for name in $(role_names); do
        make_secret "$name.database-password"
        make_secret "$name.amqp-password"
    done
    "$root/ops/services" make-database muster_template && (
        # shellcheck source=/dev/null
        source "$home/env"
        MUSTER_DATABASE_URL=${MUSTER_DATABASE_URL/%\/$database\?*/\/muster_template?sslmode=disable} \
            "$root/.build/debug/muster" migrate up --secrets "$secrets"
    )
}

# run_swift_tests LOG OPTION…: those that hang are stopped, because a machine of CI would wait for hours. Programs that
# crash on purpose do so without a backtrace, which takes longer than the rest of the test. Sixteen tests go on at a time: of
# all at once each would wait for a thread while the servers that it talks to count their seconds.
run_swift_tests() {
    local log=$1
    shift
    NO_COLOR=1 MUSTER_TEST_HOME=$home SWIFT_BACKTRACE=enable=no SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16 \
        timeout --kill-after=20 1800 swift test --package-path "$root" --skip-build "$@" 2>&1 | sed -u 's/\x1b\[[0-9;]*m//g' && return
    # The end of the log is what a person sees: there stands what failed.
    say '' 'Failed:'
    grep -E 'recorded an issue|: error:|Fatal error|exited with unexpected signal' "$log" | tail -n 16
    return 1
}

# skipped_tests: names, as Swift Testing prints them: `➜ Test name() skipped: "reason"`.
skipped_tests() {
    sed -nE 's/^[^A-Za-z]*(Test|Suite) (.+) skipped(: .*)?\.?$/\2/p' "$results"/{pure,tests,survival,previous}.log
}

check_skips() {
    local name failed=0
    while read -r name; do
        grep -v '^#' "$root/ops/tests/allowed-skips" | grep -qF -- "$name " && continue
        say "$name was skipped and is not on the list ops/tests/allowed-skips."
        failed=1
    done < <(skipped_tests)
    for name in pure tests survival; do
        grep -qE 'Test run with [1-9][0-9]* tests' "$results/$name.log" || { say "swift test ran nothing: $name.log"; failed=1; }
    done
    return "$failed"
}

run_chaos() {
    MUSTER_HOME=$end_to_end "$root/ops/chaos" --seconds 60 --seed 1 --json "$results/chaos.json"
}

# report: the end of ops/test.
report() {
    local tests
    tests=$(cat "$results"/{pure,tests,survival}.log 2>/dev/null |
        awk 'match($0, /Test run with [0-9]+ tests/) { split(substr($0, RSTART), word, " "); sum += word[4] } END { print sum + 0 }')
    say ''
    if ((${#failures[@]} == 0)); then
        say "Everything passed: $tests tests, in $(seconds_since "$began")."
        exit 0
    fi
    say "${#failures[@]} stages failed, after $(seconds_since "$began"):"
    printf '  %s\n' "${failures[@]}"
    exit 1
}
