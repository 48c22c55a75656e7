# What every command here needs: where the checkout is, how to talk, how to give up.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# say TEXT…: a line for the person who started the command.
say() { printf '%s\n' "$*"; }

# warn TEXT…: the same, where `--json` output must stay clean.
warn() { printf '%s\n' "$*" >&2; }

# die TEXT…: the last line: what is wrong and what to do about it.
die() {
    warn "$*"
    exit 1
}

# usage TEXT…: unusable arguments end with status 2, as everywhere in Muster.
usage() {
    warn "usage: $*"
    exit 2
}

# milliseconds: a clock to take differences of.
milliseconds() {
    local now=${EPOCHREALTIME/[.,]/}
    printf '%s' "${now%???}"
}

# seconds_since START: what passed since a reading of `milliseconds`, as `12.3 s`.
seconds_since() {
    local passed=$(($(milliseconds) - $1))
    printf '%d.%d s' $((passed / 1000)) $((passed % 1000 / 100))
}

# have COMMAND: whether it can be run here.
have() { command -v "$1" >/dev/null 2>&1; }

# wait_until SECONDS COMMAND…: runs COMMAND until it succeeds; fails when the time is over.
wait_until() {
    local deadline=$(($(milliseconds) + $1 * 1000))
    shift
    until "$@"; do
        (($(milliseconds) < deadline)) || return 1
        sleep 0.1
    done
}

# print_tail FILE [LINES]: the end of a log, indented, after something failed. A compiler that works on many files at once
# says what is wrong long before it ends, so that lines with an error further up are shown first.
print_tail() {
    local lines=${2:-20} errors
    [[ -s $1 ]] || return 0
    errors=$(head -n "-$lines" "$1" | grep -E '(^|[^[:alnum:]])error: ' | awk '!seen[$0]++ { print "    " $0 }' |
        head -n 10) || true
    [[ -z $errors ]] || warn "the errors in $1:"$'\n'"$errors"
    warn "the end of $1:"
    tail -n "$lines" "$1" | sed 's/^/    /' >&2
}
