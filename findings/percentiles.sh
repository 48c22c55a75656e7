#!/usr/bin/env bash
# Python 3.11 statistics, polars 2.1.0: percentiles of few times that lie outside them, and a middle that is no median.
#
# Expected: the 90th percentile of two response times lies between them, the 10th is not negative, and the 50th is the
#           median, as with numpy's percentile and Postgres' percentile_cont (546 s, 114 s and 330 s of 60 s and 600 s).
# Really:   statistics.quantiles extrapolates by default: 978 s and -318 s, up to eight values for a tenth. polars' quantile
#           takes the nearest value by default: half of 10, 20, 30, 40 is 30, also in describe(), while median() is 25.
# A user meets: a report whose p90 is longer than any incident, a negative time to acknowledge, and a median that moves by a
#           whole value when the same figures are asked for by another name.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with polars==2.1.0 numpy==2.4.6
run_python 60 <<'END'
import statistics
import numpy, polars
from observed import observe

two, four = [60.0, 600.0], [10.0, 20.0, 30.0, 40.0]
observe("numpy, 10, 50 and 90 %", [float(value) for value in numpy.percentile(two, [10, 50, 90])], [114.0, 330.0, 546.0])
tenths = statistics.quantiles(two, n=10)
observe("statistics, 10, 50 and 90 %", [tenths[0], tenths[4], tenths[8]], [-318.0, 330.0, 978.0])
for count in (8, 9):
    observe(f"statistics, 90 % of 1 to {count}", statistics.quantiles(range(1, count + 1), n=10)[8], {8: 8.1, 9: 9.0}[count])
series = polars.Series("seconds", four)
observe("polars, median and quantile(0.5)", [series.median(), series.quantile(0.5)], [25.0, 30.0])
table = series.to_frame().describe()
observe("polars, describe 50 %", table.filter(polars.col("statistic") == "50%")["seconds"].item(), 30.0)
observe("polars, 90 % of two", polars.Series(two).quantile(0.9), 600.0)
END
