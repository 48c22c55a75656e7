#!/usr/bin/env bash
# Babel 2.19.0, arrow 1.4.0, timeago 1.0.16, humanize 4.17.0: how long an outage was, in words.
#
# Expected: four libraries for the same purpose say about the same; nobody makes a length longer or half as long.
# Really:   51 minutes are "1 hour" and 21 hours "1 day" in Babel; an hour and 59 minutes are "an hour" in arrow and timeago and
#           "2 hours" in the two others; a day and 23 hours are "2 days", or one.
# A user meets: two reports of the same incident, one of which says twice the other.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with Babel==2.19.0 arrow==1.4.0 timeago==1.0.16 humanize==4.17.0
run_python 60 <<'END'
import datetime
import arrow, humanize, timeago
from babel.dates import format_timedelta
from observed import observe

start = arrow.get(2026, 11, 2)
for length, recorded in [
    (dict(minutes=51), ("1 hour", "in 51 minutes", "51 minutes ago", "51 minutes")),
    (dict(hours=1, minutes=59), ("2 hours", "in an hour", "1 hour ago", "2 hours")),
    (dict(hours=21), ("1 day", "in 21 hours", "21 hours ago", "21 hours")),
    (dict(days=1, hours=23), ("2 days", "in a day", "1 day ago", "a day")),
]:
    span = datetime.timedelta(**length)
    words = (format_timedelta(span, locale="en"), (start + span).humanize(start), timeago.format(span), humanize.naturaldelta(span))
    observe(f"{span} in Babel, arrow, timeago, humanize", words, recorded)
END
