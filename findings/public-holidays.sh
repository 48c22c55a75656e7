#!/usr/bin/env bash
# holidays 0.109, workalendar 17.0.0: public holidays that one package knows and the other does not, without a word.
#
# Expected: both know the public holidays of a country that its law names, as both do for Berlin, France and Austria.
# Really:   holidays.UK() has neither Easter Monday nor the bank holiday of August, since Scotland has them not: it takes
#           subdiv="ENG". workalendar's United States have no 19 June, Ireland no 2 February, Brazil no 20 November.
# A user meets: a night shift that is paid as one of a working day, and pages of low urgency that wake somebody on a holiday,
#           since they wait for working hours.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with holidays==0.109 workalendar==17.0.0
run_python 60 <<'END'
import holidays
from observed import observe
from workalendar.registry import registry

def only(code, **place):
    """What only workalendar, and what only holidays has in 2026."""
    theirs = {day for day, _ in registry.get(code)().holidays(2026)}
    others = set(holidays.country_holidays(years=2026, **place))
    return [f"{day:%d.%m.}" for day in sorted(theirs - others)], [f"{day:%d.%m.}" for day in sorted(others - theirs)]

for code, place, recorded in [
    ("DE-BE", {"country": "DE", "subdiv": "BE"}, ([], [])), ("FR", {"country": "FR"}, ([], [])),
    ("AT", {"country": "AT"}, ([], [])),
    # 5 April is a Sunday.
    ("GB", {"country": "GB"}, (["05.04.", "06.04.", "31.08."], [])),
    ("GB", {"country": "GB", "subdiv": "ENG"}, (["05.04."], [])),
    ("US", {"country": "US"}, ([], ["19.06."])),
    ("IE", {"country": "IE"}, (["28.12."], ["02.02."])),
    ("BR", {"country": "BR"}, (["05.04."], ["03.04.", "20.11."])),
]:
    observe(f"{place}: only workalendar, only holidays", only(code, **place), recorded)
END
