#!/usr/bin/env bash
# ops/docs/metrics.md lists every metric and log key that the code has, and none that it has not.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"
page=$root/ops/docs/metrics.md

sources() { grep -rhE --include='*.swift' "$@" "$root/Sources"; }
# Names of metrics: texts that begin with muster_ and have a word behind it. Roles of the database end in no unit.
metrics() { sources -o '"muster_[a-z_]+_(total|seconds|bytes|blocked|open|paused|in_flight|degraded|stuck|overdue|passed_over|unreadable|empty_shifts|calendar_problems)"' | tr -d '"' | sort -u; }
keys() { sources -A60 '^(public )?enum (LoggingKeys|LogKey)' | grep -oE 'static let [A-Za-z]+ = "[a-z._]+"' | sed -E 's/.*"(.*)"/\1/' | sort -u; }
# The first column of the page's tables, without headings.
listed() { sed -nE "/^## $1/,/^## /s/^\| \`([a-z_.]+)\`.*/\1/p" "$page" | sort -u; }

same() {
    diff <("$1") <(listed "$2") || { echo "< is in the code alone, > on the page alone"; return 1; }
}
check 'every metric stands on the page, and no other' same metrics 'Metrics'
check 'every log key stands on the page, and no other' same keys 'Log keys'
check 'there are metrics and keys at all' test "$(metrics | wc -l)" -gt 10 -a "$(keys | wc -l)" -gt 10
finish
