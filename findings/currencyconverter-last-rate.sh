#!/usr/bin/env bash
# CurrencyConverter 0.18.23 (rates of the European Central Bank): without a date, a currency has the last rate that it ever had.
#
# Expected: convert(100, "RUB", "EUR") is by the newest rates of the file (30 October 2026), or an error where there is none.
# Really:   each currency has its own last day: roubles are of 1 March 2022, and kuna of 2022, without a word. With the date of
#           today it is an error; with fallback_on_wrong_date it is the rate of 2022 again. From RUB to USD both are of 2022,
#           so that the way over euros gives another amount.
# A user meets: bills of an incident in a currency without a rate, at the rate of years ago.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with CurrencyConverter==0.18.23
run_python 60 <<'END'
import datetime
from currency_converter import CurrencyConverter, RateNotFoundError
from observed import observe

rates, day = CurrencyConverter(), datetime.date(2026, 10, 30)
observe("last days", [str(rates.bounds[code].last_date) for code in ("USD", "RUB", "HRK")],
        ["2026-10-30", "2022-03-01", "2022-12-30"])
observe("100 RUB in EUR", round(rates.convert(100, "RUB", "EUR"), 4), 0.8532)
try:
    rates.convert(100, "RUB", "EUR", date=day)
    error = None
except RateNotFoundError as raised:
    error = type(raised).__name__
observe("at that day", error, "RateNotFoundError")
falling_back = CurrencyConverter(fallback_on_wrong_date=True)
observe("at that day, falling back", round(falling_back.convert(100, "RUB", "EUR", date=day), 4), 0.8532)
observe("100 RUB in USD", round(rates.convert(100, "RUB", "USD"), 4), 0.9524)
observe("by way of EUR", round(rates.convert(rates.convert(100, "RUB", "EUR"), "EUR", "USD"), 4), 0.9532)
END
