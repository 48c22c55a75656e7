#!/usr/bin/env bash
# pytimeparse 1.1.10, humanfriendly 10.0: a year of 364 days, a capital M that is a minute, and 1:30 that is 90 seconds.
#
# Expected: "1y" are 365 days or an error; "1M" is a month or an error, as "1m" is a minute; "1:30" for a shift is an hour and a
#           half; the two agree, or one refuses.
# Really:   humanfriendly's year has 52 weeks; M is a minute in both. pytimeparse reads 1:30 as a minute and a half, and
#           answers None, not an error, to "2h30" and "5", which humanfriendly refuses and takes for seconds.
# A user meets: a silence of "1M" that ends after a minute, and a retention that is a day short each year.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with pytimeparse==1.1.10 humanfriendly==10.0
run_python 60 <<'END'
import humanfriendly, pytimeparse
from observed import observe

def friendly(text):
    try:
        return humanfriendly.parse_timespan(text)
    except humanfriendly.InvalidTimespan:
        return "refused"

for text, recorded in [("1m", (60, 60.0)), ("1M", (60, 60.0)), ("1y", (None, 364 * 86400.0)), ("1:30", (90, "refused")),
                       ("2h30", (None, "refused")), ("5", (None, 5.0)), ("1.5h", (5400, 5400.0))]:
    observe(f"{text}: pytimeparse, humanfriendly", (pytimeparse.parse(text), friendly(text)), recorded)
END
