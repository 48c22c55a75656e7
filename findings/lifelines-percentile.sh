#!/usr/bin/env bash
# lifelines 0.30.3: percentile(0.9) of times until an answer is the time that nine of ten take longer than.
#
# Expected: percentile(0.9) of a KaplanMeierFitter, which counts incidents that are still open rightly, is the 90th percentile.
# Really:   it is the time at which nine tenths are left: the 10th percentile. percentile(0.5) is the median, so that a look at
#           that finds nothing. A percentile that fewer than needed have reached is infinity, without a warning.
# A user meets: a p90 of two minutes in the report, where it is 40.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with lifelines==0.30.3
run_python 100 <<'END'
import warnings
from lifelines import KaplanMeierFitter
from observed import observe

warnings.simplefilter("ignore")
minutes = [2, 3, 4, 5, 6, 7, 8, 9, 40, 41]
closed = KaplanMeierFitter().fit(minutes, [1] * 10)
observe("0.1, 0.5, 0.9 of ten that ended", [float(closed.percentile(p)) for p in (0.1, 0.5, 0.9)], [40.0, 6.0, 2.0])
half = KaplanMeierFitter().fit(minutes, [1] * 4 + [0] * 6)
observe("the median of ten of which six go on", float(half.median_survival_time_), float("inf"))
END
