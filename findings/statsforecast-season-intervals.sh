#!/usr/bin/env bash
# statsforecast 2.1.1: with multiplicative errors and seasons, all prediction intervals have the width of the first step's.
#
# Expected: the range of a month with four times the counts is four times as wide, as it is in the model's own simulation.
# Really:   one width for all, that of the season which comes first: the loop over the steps never moves the season on.
# A user meets: "80 %" that hold three months of ten in the busy season; asked there, ranges too wide for all others.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with statsforecast==2.1.1
run_python 240 <<'END'
from importlib.metadata import version
import numpy as np
from statsforecast.ets import ets_f, forecast_ets, simulate_ets
from observed import observe

observe("version", version("statsforecast"), "2.1.1")

time = np.arange(40)
counts = np.round(100 * np.tile([0.5, 1, 2, 0.5], 10) * (1 + 0.05 * np.sin(time * time)))
for form in "MNM", "MAM":
    model = ets_f(counts, 4, model=form, damped=False)
    forecast = forecast_ets(model, 8, level=[80])
    paths = simulate_ets(model, 8, 20000, seed=1)
    low, high = forecast["lo-80"], forecast["hi-80"]

    def against_first(widths):
        return [round(float(width / widths[0])) for width in widths]

    observe(f"{form}: means, as multiples of the first", against_first(forecast["mean"]), [1, 2, 4, 1, 1, 2, 4, 1])
    observe(f"{form}: widths of simulated 80 %", against_first(np.diff(np.quantile(paths, [0.1, 0.9], axis=0), axis=0)[0]),
            [1, 2, 4, 1, 1, 2, 4, 1])
    observe(f"{form}: widths of forecast 80 %", against_first(high - low), [1] * 8)
    inside = ((low < paths) & (paths < high)).mean(0)
    observe(f"{form}: of simulated paths inside, in tenths", [round(float(part * 10)) for part in inside],
            [8, 5, 3, 8, 8, 5, 3, 8])
END
