#!/usr/bin/env bash
# ice_cube 0.16.4 (Debian ruby-ice-cube): from_ical leaves out BYSETPOS and the zone, and a month without a 31st has a shift.
#
# Expected: a rule that it cannot follow is an error; 21:00 in New York is that hour; "monthly from 31 January" has no February,
#           as RFC 5545 says and other readers do.
# Really:   BYSETPOS is left out without a word: of "the last working day" every working day is left. DTSTART;TZID=
#           America/New_York is read as that hour where the program runs. From the 31st it goes on at 28 February.
# A user meets: a handover every day instead of once a month; shifts six hours early; two calendars of one rota that differ.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

unpacked ruby3.1 libruby3.1 libyaml-0-2 libgmp10 ruby-ice-cube
root=$work/root
gem=$root/usr/share/rubygems-integration/all/gems/ice_cube-0.16.4/lib
cat >"$work/rota.rb" <<'END'
require "ice_cube"

def shifts(start, rule, count = 3)
  IceCube::Schedule.from_ical("DTSTART#{start}\nRRULE:#{rule}").first(count).map { |shift| shift.start_time.utc.to_s[0, 16] }
end

puts shifts(":20261001T090000Z", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1").inspect
puts shifts(";TZID=America/New_York:20261001T210000", "FREQ=DAILY").inspect
puts shifts(":20260131T090000Z", "FREQ=MONTHLY").inspect
END
LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu TZ=Europe/Berlin timeout 30 "$root/usr/bin/ruby3.1" --disable-gems \
    -I "$gem" -I "$root/usr/lib/ruby/3.1.0" -I "$root/usr/lib/x86_64-linux-gnu/ruby/3.1.0" "$work/rota.rb" >"$work/shifts"
interpreter=python3
run_python 20 "$work/shifts" <<'END'
import ast, sys
from observed import observe

with open(sys.argv[1], encoding="utf-8") as file:
    last, zoned, monthly = [ast.literal_eval(line) for line in file]
observe("the last working day of each month", last, ["2026-10-01 09:00", "2026-10-02 09:00", "2026-10-05 09:00"])
observe("21:00 in New York, where it is Berlin", zoned, ["2026-10-01 19:00", "2026-10-02 19:00", "2026-10-03 19:00"])
observe("monthly from 31 January", monthly, ["2026-01-31 09:00", "2026-02-28 09:00", "2026-03-31 09:00"])
END
