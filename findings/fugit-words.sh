#!/usr/bin/env bash
# fugit 1.5.2 (Debian ruby-fugit; GitLab, rufus-scheduler): what it makes of spans, of words, and of the night of the gap.
#
# Expected: "1h30" is an hour and a half or an error; words that no cron line can say are none; a daily 02:30 comes on each day.
# Really:   "1h30" is an hour and 30 seconds. "every 90 minutes" is every hour, and of "every day at 9am and 17:30" 17:30 is gone.
#           On the night of the gap nothing comes, and the next time is a day later.
# A user meets: a night that a scheduled pipeline never started, and a reminder that came half an hour early.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked ruby3.1 libruby3.1 libyaml-0-2 libgmp10 ruby-fugit ruby-raabro ruby-et-orbi ruby-tzinfo ruby-concurrent
root=$work/root
gems=$root/usr/share/rubygems-integration/all/gems
cat >"$work/words.rb" <<'END'
require "fugit"

puts ["1h30", "1h30m"].map { |span| Fugit.parse_duration(span).to_sec }.inspect
puts ["every 90 minutes", "every day at 9am and 17:30", "every day at 9 and 17"].map { |words| Fugit.parse(words).to_cron_s }.inspect
time = EtOrbi::EoTime.parse("2026-03-27 12:00 Europe/Berlin")
cron = Fugit.parse_cron("30 2 * * * Europe/Berlin")
puts 2.times.map { (time = cron.next_time(time)).utc.strftime("%m-%d %H:%M") }.inspect
END
LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu TZ=Europe/Berlin timeout 30 "$root/usr/bin/ruby3.1" --disable-gems \
    -I "$gems/fugit-1.5.2/lib" -I "$gems/raabro-1.4.0/lib" -I "$gems/tzinfo-2.0.5/lib" \
    -I "$gems/concurrent-ruby-1.1.6/lib/concurrent-ruby" -I "$root/usr/lib/ruby/vendor_ruby" \
    -I "$root/usr/lib/ruby/3.1.0" -I "$root/usr/lib/x86_64-linux-gnu/ruby/3.1.0" "$work/words.rb" >"$work/read"
interpreter=python3
run_python 20 "$work/read" <<'END'
import ast, sys
from observed import observe

with open(sys.argv[1], encoding="utf-8") as file:
    spans, words, nights = [ast.literal_eval(line) for line in file]
observe("seconds of 1h30 and 1h30m", spans, [3630, 5400])
observe("every 90 minutes", words[0], "0 * * * *")
observe("every day at 9am and 17:30", words[1], "0 9 * * *")
observe("every day at 9 and 17", words[2], "0 9,17 * * *")
observe("02:30 about the night of the gap", nights, ["03-28 01:30", "03-30 00:30"])
END
