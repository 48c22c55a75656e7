# The last lines of ops/up, at most 25: what there is now and what one can do with it.
# shellcheck shell=bash

# took INCIDENT: milliseconds from the report to the last resource.
took() {
    local reported assembled
    reported=$(date -d "$(jq -r .reported_at <<<"$1")" +%s%3N)
    assembled=$(date -d "$(jq -r .assembled_at <<<"$1")" +%s%3N)
    say $((assembled - reported))
}

# resources INCIDENT: a line each, aligned.
resources() {
    jq -r '.resources[] | [.kind, .state, .url // .external_id // ""] | @tsv' <<<"$1" |
        awk -F '\t' '{ printf "    %-14s %-9s %s\n", $1, $2 == "created" ? "" : $2, $3 }' |
        sed 's/  *$//' | head -n 8
}

# recipients: whom mails in the mail directory are addressed to.
recipients() {
    [[ -d $home/mail ]] || return 0
    find "$home/mail" -name '*.eml' -exec sed -n '/^$/q; s/^To: *//p' {} + | tr ',' '\n' |
        sed -e 's/.*<\(.*\)>.*/\1/' -e 's/^ *//' -e 's/\r$//' | sort -u | head -n 4 | paste -sd ' ' | sed 's/ /, /g'
}

print_sample() {
    local incident name
    incident=$(sample_incident)
    name=$(jq -r .name <<<"$incident")
    say "$name \"$(jq -r .title <<<"$incident")\" was assembled in $(took "$incident") ms:"
    resources "$incident"
    say "  Its commander is $(jq -r '.commander.email // "nobody"' <<<"$incident"). Mail, in $home/mail, went to"
    say "    $(recipients || true)"
}

# sign_in_link: signs whoever sits at this terminal in at the console, once and within the hour; nothing where none can be made.
sign_in_link() {
    local person=${MUSTER_PERSON:-${SUDO_USER:-${USER:-operator}}@localhost}
    muster people invite "$person" --json 2>>"$logs/up.log" | jq -er .url
}

print_summary() {
    local link
    say ''
    [[ $sample == no ]] || print_sample
    say ''
    if [[ -n ${MUSTER_SMTP_PORT:-} ]]; then
        say "Mail is taken at ${MUSTER_SMTP_HOST:-127.0.0.1}:$MUSTER_SMTP_PORT, for the addresses of the configuration."
    fi
    if link=$(sign_in_link); then say "Sign in at the console, once, within the hour: $link"; fi
    say "Muster runs at $public_url. Try:"
    say "  . ${home/#$PWD\//}/env"
    if [[ $sample == yes ]]; then
        say "  muster incident show $(cat "$home/sample")"
    else
        say "  muster incident list"
    fi
    say "  muster incident report --title 'Disk full on db-1' --description 'Writes fail since 10:05'"
    say "Logs: $logs. Processes: ops/status. Stop: ops/down. This took $(seconds_since "$began")."
}
