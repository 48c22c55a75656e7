#!/usr/bin/env bash
# tdigest 0.5.2.2, hdrhistogram 0.10.8: sketches of times that hold a negative one, or lack the longest.
#
# Expected: a sketch is right to its accuracy: between the least and the largest value, whose number it knows.
# Really:   of a hundred times of 60 s and one of an hour, tdigest's 10th percentile is -2737 s and the median 95 s. A time
#           above hdrhistogram's range is not counted: record_value returns False, count, maximum and 100th percentile go
#           on without it.
# A user meets: a negative time to acknowledge in a quiet month, and a p99 that falls when an incident lasts for days.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with tdigest==0.5.2.2 hdrhistogram==0.10.8 numpy==2.4.6
run_python 60 <<'END'
import numpy
from hdrh.histogram import HdrHistogram
from observed import observe
from tdigest import TDigest

times = [60] * 100 + [3600]
digest = TDigest()
for time in times:
    digest.update(time)
observe("numpy, 10 and 50 %", [float(value) for value in numpy.percentile(times, [10, 50])], [60.0, 60.0])
observe("tdigest, 10 and 50 %", [round(digest.percentile(share)) for share in (10, 50)], [-2737, 95])
spread = TDigest()
spread.batch_update(range(1000))
observe("tdigest, 50 % of 0 to 999", round(spread.percentile(50)), 500)

histogram = HdrHistogram(1, 86_400, 3)
observe("hdrhistogram, taken", [histogram.record_value(seconds) for seconds in (600, 3600, 259_200)], [True, True, False])
observe("hdrhistogram, how many and 100 %", (histogram.get_total_count(), histogram.get_value_at_percentile(100)), (2, 3601))
END
