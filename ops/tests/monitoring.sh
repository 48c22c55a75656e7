#!/usr/bin/env bash
# The rules for Prometheus (ops/monitoring): promtool reads them, they say what they should of series written down beside
# them, and every metric that they ask for is one of the code's.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"
rules=$root/ops/monitoring

# The one program of the package, without what else it would install.
promtool=$(command -v promtool || true)
if [[ -z $promtool ]]; then
    (cd "$scratch" && apt-get download -qq -o APT::Sandbox::User=root prometheus && dpkg-deb --extract prometheus*.deb prometheus)
    promtool=$scratch/prometheus/usr/bin/promtool
fi

asked() { grep -oE '\bmuster_[a-z_]+' "$rules/rules.yaml" | sed -E 's/_(bucket|count|sum)$//' | sort -u; }
listed() { sed -nE "s/^\\| \`(muster_[a-z_]+)\`.*/\\1/p" "$root/ops/docs/metrics.md" | sort -u; }
known() { comm -23 <(asked) <(listed) | grep . && return 1 || test "$(asked | wc -l)" -gt 8; }

check 'promtool reads the rules' "$promtool" check rules "$rules/rules.yaml"
check 'the rules say what they should' "$promtool" test rules "$rules/rules-test.yaml"
check 'every metric of the rules stands on the page of metrics' known
finish
