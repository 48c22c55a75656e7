#!/usr/bin/env bash
# utilsforecast 0.2.17 (statsforecast's measures): months without an incident do not count in the percentage error.
#
# Expected: mape of counts with zeros is infinite, not a number, or an error that says so.
# Really:   the months without an incident are left out: a forecast of 3, 4, 4, 1 for 0, 4, 2, 0 has 50 %, and one that is right
#           in these months has the same. smape has every wrong forecast of a zero at its greatest value, 1, whatever it was.
# A user meets: of two forecasts the one that sees incidents where there are none is found as good as the other.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with utilsforecast==0.2.17
run_python 100 <<'END'
import pandas
from observed import observe
from utilsforecast.losses import mae, mape, smape

table = pandas.DataFrame({"unique_id": ["web"] * 4, "ds": range(4), "y": [0, 4, 2, 0], "loud": [3, 4, 4, 1], "quiet": [0, 4, 4, 0],
                          "mute": [0, 3, 1, 0], "tiny": [0.01, 4, 2, 0.01]})
models = ["loud", "quiet", "mute", "tiny"]
for measure, recorded in [(mae, [1.5, 0.5, 0.5, 0.005]), (mape, [0.5, 0.5, 0.375, 0.0]), (smape, [0.5833, 0.0833, 0.119, 0.5])]:
    seen = measure(table, models=models)
    observe(measure.__name__, [round(float(seen[name].iloc[0]), 4) for name in models], recorded)
END
