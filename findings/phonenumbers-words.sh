#!/usr/bin/env bash
# phonenumbers 9.0.43 (libphonenumber): words behind a number become digits of it, and E.164 drops the extension.
#
# Expected: "call +49 30 901820 now" is refused, or read as +49 30 901820; what format_number writes reaches the same telephone.
# Really:   letters are keys of a telephone: "now" is 669, and +4930901820669 is a valid number. The extension is kept apart
#           and left out of E.164, so that a page goes to the switchboard. The digits of "x5 / 6" are added to the number.
# A user meets: a page by telephone to a stranger, because a contact had a remark behind the number.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with phonenumbers==9.0.43
run_python 60 <<'END'
import phonenumbers
from observed import observe

for text, recorded in [
    ("+49 30 901820", ("+4930901820", True, None)),
    ("call +49 30 901820 now", ("+4930901820669", True, None)),
    ("+1 212 555 0100 ext. 5", ("+12125550100", True, "5")),
    ("+1 212 555 0100,,1234#", ("+12125550100", True, "1234")),
    ("+1 212 555 0100 x5 / 6", ("+1212555010056", False, None)),
]:
    number = phonenumbers.parse(text, None)
    observe(f"{text}: E.164, valid, extension",
            (phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
             phonenumbers.is_valid_number(number), number.extension), recorded)
END
