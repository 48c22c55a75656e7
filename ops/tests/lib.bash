# What the tests of the commands share: `check TEXT COMMAND…` counts, `finish` ends.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
scratch=$(mktemp -d)
failed=0
trap 'rm -rf "$scratch"' EXIT

# check TEXT COMMAND…: the command succeeds.
check() {
    local text=$1
    shift
    if "$@" >"$scratch/output" 2>&1; then
        printf '  ok      %s\n' "$text"
    else
        printf '  FAILED  %s\n' "$text"
        tail -n 12 "$scratch/output" | sed 's/^/          /'
        failed=1
    fi
}

# refuses COMMAND…: the command fails.
refuses() { ! "$@"; }

# is FOUND EXPECTED: the two are the same.
is() { [[ $1 == "$2" ]] || { echo "$1 is not $2"; return 1; }; }

# says TEXT COMMAND…: the output of the command, whatever its status, holds the text.
says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1) || true
    printf '%s\n' "$output"
    [[ $output == *"$text"* ]]
}

finish() {
    exit "$failed"
}
