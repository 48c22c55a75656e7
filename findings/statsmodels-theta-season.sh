#!/usr/bin/env bash
# statsmodels 0.15.0: ThetaModel takes a long trend for a season, and misses a season beside a trend in a short history.
#
# Expected: "only deseasonalized if the null of no seasonal component is rejected", at 10 %: some 10 of 100 series without a
#           season are, with a trend or not, and a plain season is found.
# Really:   of ten years of months with a trend and noise all are; of three years with a trend and a season three are, and 97
#           without the trend: what is tested is the trend's autocorrelation. difference=True, not the default, is better.
# A user meets: months that go up and down in the forecast of a service that only grows, and no season in the third year.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with statsmodels==0.15.0
run_python 240 <<'END'
from importlib.metadata import version
import numpy as np
from statsmodels.tsa.forecasting.theta import ThetaModel
from observed import observe

observe("version", version("statsmodels"), "0.15.0")

def with_season(months, slope, season, difference=False):
    """In how many of 100 a season is in the forecast, and how much its months differ from an even slope (the median)."""
    numbers, uneven = np.random.default_rng(1), []
    for _ in range(100):
        time = np.arange(months)
        counts = 100 + slope * time + season * np.sin(2 * np.pi * time / 12) + numbers.normal(0, 5, months)
        forecast = np.asarray(ThetaModel(counts, period=12, difference=difference).fit().forecast(12))
        uneven.append(np.std(np.diff(forecast)))
    return sum(bool(value > 1e-6) for value in uneven), round(float(np.median(uneven)))

observe("no season, no trend, 120 months", with_season(120, 0, 0), (5, 0))
observe("no season, trend, 120 months", with_season(120, 1, 0), (100, 3))
observe("the same with difference=True", with_season(120, 1, 0, difference=True), (4, 0))
observe("season, no trend, 36 months", with_season(36, 0, 20), (97, 8))
observe("season, trend, 36 months", with_season(36, 1, 20), (3, 0))
observe("the same with difference=True", with_season(36, 1, 20, difference=True), (27, 0))
END
