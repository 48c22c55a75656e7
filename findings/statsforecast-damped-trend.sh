#!/usr/bin/env bash
# statsforecast 2.1.1: the forecasts of a damped trend add its first step twice, and later steps one too late.
#
# Expected: h steps ahead, level + (φ + φ² + … + φ^h) times the slope, as its own simulation and statsmodels have it.
# Really:   level + (φ + φ + φ² + … + φ^(h−1)) times the slope. The first step is right, all others go too far.
# A user meets: a trend that fades a step later than the model says, and a forecast beside the paths that it simulates.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with statsforecast==2.1.1 statsmodels==0.15.0
run_python 240 <<'END'
from importlib.metadata import version
import numpy as np
from statsforecast.ets import ets_f, forecast_ets, simulate_ets
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from observed import observe

observe("version", version("statsforecast"), "2.1.1")

counts = np.array([10, 14, 19, 22, 27, 29, 33, 34, 38, 39, 42, 43, 45, 46, 48, 48, 50, 51, 52, 52.0])
alpha, beta, phi, level, slope = 0.3, 0.1, 0.9, 4.0, 6.0
fitted = ets_f(counts, 1, model="AAN", damped=True)
# With parameters of our own, in the way of its models' `forward`.
model = ets_f(counts, 1, model={**fitted, "par": np.array([alpha, beta, np.nan, phi, level, slope])})
same = ETSModel(counts, error="add", trend="add", damped_trend=True, initialization_method="known",
                initial_level=level, initial_trend=slope).smooth([alpha, beta, phi])
for count in counts:
    error = count - level - phi * slope
    level, slope = level + phi * slope + alpha * error, phi * slope + beta * error

def slopes(means):
    return [round(float((mean - level) / slope), 2) for mean in means]

observe("model", model["components"], "AAND")
observe("last level and slope are those by hand", np.allclose(model["states"][-1], [level, slope]), True)
recorded = [0.9, 1.71, 2.44, 3.1, 3.69, 4.22]
by_hand = [round(sum(phi ** step for step in range(1, last + 1)), 2) for last in range(1, 7)]
observe("slopes ahead by hand", by_hand, recorded)
observe("slopes ahead by statsmodels", slopes(same.forecast(6)), recorded)
path = simulate_ets({**model, "sigma2": 1e-12}, 6, 1, seed=1)[0]
observe("slopes ahead in its simulation without noise", slopes(path), recorded)
observe("slopes ahead in its forecast", slopes(forecast_ets(model, 6)["mean"]), [0.9, 1.8, 2.61, 3.34, 4.0, 4.59])
END
