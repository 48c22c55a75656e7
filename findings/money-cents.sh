#!/usr/bin/env bash
# Babel 2.19.0, py-moneyed 3.0: half a cent goes to the even side, cents are cut off, and forints have none.
#
# Expected: 0.125 EUR is shown as 0.13, as a bill has it; the amount in cents of 1.239 EUR is 124; what is shown of a currency
#           has the digits of ISO 4217 (2 for HUF, 2 for IDR).
# Really:   format_currency and Money.round give 0.12, get_amount_in_sub_unit 123. Babel shows HUF, ISK, IDR and CLP without
#           digits (CLDR's), while moneyed counts 100 fillér in a forint.
# A user meets: a report whose lines do not add up to its total, a cent or a hundredfold off.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with babel==2.19.0 py-moneyed==3.0
run_python 60 <<'END'
from decimal import Decimal
from babel.numbers import format_currency
from moneyed import Money, get_currency
from observed import observe

observe("0.125 EUR, formatted", format_currency(Decimal("0.125"), "EUR", locale="en_US"), "€0.12")
observe("0.125 EUR, rounded", str(Money("0.125", "EUR").round(2).amount), "0.12")
observe("1.239 EUR in cents", Money("1.239", "EUR").get_amount_in_sub_unit(), 123)
observe("1234.56, formatted", [format_currency(Decimal("1234.56"), code, locale="en_US") for code in ("HUF", "IDR", "TWD")],
        ["HUF1,235", "IDR1,235", "NT$1,234.56"])
observe("units of a forint", (get_currency("HUF").sub_unit, Money("1234.56", "HUF").get_amount_in_sub_unit()), (100, 123456))
END
