# What Muster needs from the distribution, and a way to install it that starts and enables nothing.
# shellcheck shell=bash
# shellcheck disable=SC2034 # other files use these

# What ops/up needs; Swift itself comes from swift.org.
run_packages=(
    rabbitmq-server postgresql-15 librabbitmq-dev libpq-dev libcurl4-openssl-dev libssl-dev
    curl jq openssl pkg-config procps tzdata
)
# What ops/test needs besides.
test_packages=(shellcheck nginx libfaketime)
# What ops/bench needs besides, and its references with --peers.
bench_packages=(wrk)
peer_packages=(python3-venv)

# is_installed PACKAGE
is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# missing_packages PACKAGE…: one a line. A machine without dpkg has to have the programs already.
missing_packages() {
    local package
    if ! have dpkg-query; then
        missing_programs
        return
    fi
    for package in "$@"; do is_installed "$package" || say "$package"; done
}

missing_programs() {
    local program
    [[ -x $broker_program ]] || say rabbitmq-server
    (postgres_tool postgres >/dev/null 2>&1) || say postgresql
    for program in curl jq openssl pkg-config; do have "$program" || say "$program"; done
}

# install_packages PACKAGE…: as root, or with the sudo that was asked for.
install_packages() {
    if ((EUID == 0)); then
        "$root/ops/lib/install" "$@"
    else
        sudo -n "$root/ops/lib/install" "$@"
    fi
}

# ask_for_sudo PACKAGE…: once, before anything else happens.
ask_for_sudo() {
    ((EUID != 0)) || return 0
    have sudo || die "Installing needs root and there is no sudo here. As root: ops/lib/install $*"
    sudo -v || die "Without sudo nothing can be installed. As root: ops/lib/install $*"
}
