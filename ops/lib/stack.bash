# The stages of ops/up, in their order. Each can be run again and does only what is missing.
# shellcheck shell=bash

# announce_work: what is going to happen, before it does; and the password for sudo.
announce_work() {
    mapfile -t missing < <(missing_packages "${run_packages[@]}")
    if ((${#missing[@]} > 0)); then
        say "  Debian packages to install, without starting or enabling anything (some 400 MB with what they need):"
        printf '%s\n' "${missing[*]}" | fold -s -w 90 | sed 's/^/    /'
        ask_for_sudo "${missing[@]}"
    fi
    [[ $compile == no || -x $root/.build/$build/muster ]] ||
        say "  A first build takes about $(first_build_minutes) minutes on this machine's $(nproc) cores."
}

first_build_minutes() {
    local work=16
    [[ $build == debug ]] || work=30
    say $(((work + $(nproc) - 1) / $(nproc)))
}

install_missing() {
    ((${#missing[@]} > 0)) || return 0
    stage packages "${#missing[@]} Debian packages" "$logs/install.log" install_packages "${missing[@]}"
}

# compile_products: everything in one build; of a release only the programs, with Swift's libraries inside, because calls
# into them cost less then.
compile_products() {
    : >"$logs/build.log"
    stage build "swift build, $build" "$logs/build.log" "build_$build"
}

build_debug() { "$root/ops/swift" build --package-path "$root"; }

build_release() {
    MUSTER_PROGRAMS_ONLY=yes "$root/ops/swift" build --package-path "$root" -c release --static-swift-stdlib
}

# link_programs: the directory that the environment puts on PATH.
link_programs() {
    local name
    mkdir -p "$home/bin"
    for name in muster $(role_names | sed 's/^/muster-/'); do
        [[ -x $root/.build/$build/$name ]] ||
            die "$root/.build/$build/$name is not there. Run ops/up without --no-build."
        ln -sfn "$root/.build/$build/$name" "$home/bin/$name"
    done
}

start_servers() {
    stage servers 'Postgres and RabbitMQ, on 127.0.0.1' "$logs/up.log" "$root/ops/services" start
}

# prepare_database: the processes' secrets first, because the migrator sets the roles' passwords from them.
prepare_database() {
    local name
    for name in $(role_names); do prepare_process "$name"; done
    stage database 'migrations and roles' "$logs/up.log" muster migrate up --secrets "$secrets"
}

prepare_topology() {
    local file
    # Who does steps of playbooks outside has a broker user, as a file of Topology/integrations says.
    for file in "$root"/Topology/integrations/*.yaml; do
        [[ ! -e $file ]] || make_secret "integration-$(basename "$file" .yaml).amqp-password"
    done
    stage broker 'exchanges, queues and users' "$logs/up.log" muster topology apply --secrets "$secrets"
}

# prepare_configuration: once. What somebody applied afterwards is theirs.
prepare_configuration() {
    [[ ! -e $home/configured ]] || return 0
    stage config 'ops/config/example.yaml' "$logs/up.log" muster config apply "$root/ops/config/example.yaml"
    touch "$home/configured"
}

# make_api_key: a key for the person at this machine, in a file that MUSTER_API_KEY_FILE names.
make_api_key() {
    [[ ! -s $secrets/api-key ]] || return 0
    stage key 'an API key' "$logs/up.log" create_api_key
}

create_api_key() {
    local created scope scopes=()
    for scope in alerts:write incidents:read incidents:write playbooks:start operations administration; do
        scopes+=(--scope "$scope")
    done
    created=$(muster keys create "local-$(date -u +%Y%m%d-%H%M%S)" "${scopes[@]}" --json)
    jq -er .key <<<"$created" | put_secret api-key
}

# start_processes: what does not run is started, what runs an older build is replaced, one after the other.
start_processes() {
    local name outdated
    outdated=$(outdated_instances | wc -l)
    ((outdated == 0)) || stage upgrade "$outdated processes of an older build" "$logs/up.log" replace_outdated
    for name in $(nightly_names); do launch_instance "$name" 1; done
    if "$root/ops/status" >/dev/null 2>&1; then return; fi
    stage processes "$(process_names | tr '\n' ' ')" "$logs/up.log" launch_all
}

replace_outdated() {
    local name instance
    outdated_instances | while read -r name instance; do
        say "replacing $name $instance"
        drain_instance "$name" "$instance"
        launch_instance "$name" "$instance"
        await_instance "$name" "$instance" 60
    done
}

launch_all() {
    local name instance wanted
    for name in $(process_names); do
        wanted=$(wanted_instances "$name")
        ((wanted > 0)) || wanted=1
        say "$wanted" >"$run/$name.instances"
        for ((instance = 1; instance <= wanted; instance++)); do launch_instance "$name" "$instance"; done
    done
    for name in $(process_names); do
        for instance in $(known_instances "$name"); do await_instance "$name" "$instance" 60; done
    done
}

# report_sample: one incident, once in the life of a home, and the wait until everything it needs is there.
report_sample() {
    if [[ ! -s $home/sample ]]; then
        stage sample 'reporting an incident' "$logs/up.log" file_sample
    fi
    sample_is_assembled || stage assembly "waiting for $(cat "$home/sample")" "$logs/up.log" await_sample
}

file_sample() {
    local reported
    reported=$(muster incident report --json --title 'Checkout answers slowly' \
        --description 'A sample that ops/up has reported: half of the payments take longer than five seconds.')
    jq -er .name <<<"$reported" >"$home/sample.new"
    mv "$home/sample.new" "$home/sample"
}

sample_incident() { muster incident show "$(cat "$home/sample")" --json; }

sample_is_assembled() { sample_incident 2>/dev/null | jq -e '.assembled_at != null' >/dev/null 2>&1; }

await_sample() {
    wait_until 60 sample_is_assembled && return
    sample_incident || true
    die "The incident is not assembled after 60 s. What failed: muster dead-letters groups; logs: $logs"
}
