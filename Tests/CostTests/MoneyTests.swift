import JSON
import Testing

@testable import Cost

@Suite struct MoneyTests {
    /// ISO 4217, list one of 2026-01-01. CLDR's cash habits say 0 for HUF, IDR and ISK; the list says 2, 2 and 0.
    @Test(
        arguments: [
            ("EUR", 2), ("USD", 2), ("HUF", 2), ("IDR", 2), ("ISK", 0), ("JPY", 0), ("KRW", 0), ("CLP", 0), ("VND", 0),
            ("BHD", 3), ("KWD", 3), ("TND", 3), ("XCG", 2), ("ZWG", 2), ("SLE", 2),
        ])
    func currenciesHaveTheirMinorUnits(_ code: String, _ digits: Int) {
        #expect(Currency(code)?.minorDigits == digits)
    }

    /// Replaced (ANG, BGN, HRK), metals, funds, tests, and what is none.
    @Test(arguments: ["ANG", "BGN", "HRK", "ZWL", "XAU", "CLF", "UYI", "CHE", "XXX", "XTS", "eur", "EU", ""])
    func whatNobodyIsPaidInIsNoCurrency(_ code: String) {
        #expect(Currency(code) == nil)
    }

    @Test func amountsAreReadAndWrittenInTheirMinorUnit() {
        #expect(Money("62.5", in: .eur)?.amountMinorUnits == 6250)
        #expect(Money("62.500", in: .eur)?.amountMinorUnits == 6250)
        #expect(Money("-3", in: .eur)?.amountMinorUnits == -300)
        #expect(Money("1250", in: .jpy)?.amountMinorUnits == 1250)
        #expect(Money("0.125", in: .kwd)?.amountMinorUnits == 125)
        #expect(Money("1.5", in: .jpy) == nil)
        #expect(Money("0.125", in: .eur) == nil)
        for text in ["", "-", ".5", "5.", "1e3", "1,5", "+1", "--1", " 1", "99999999999999999999"] {
            #expect(Money(text, in: .eur) == nil, "\(text)")
        }
        #expect(Money(5, .eur).text == "0.05 EUR")
        #expect(Money(-5, .eur).text == "-0.05 EUR")
        #expect(Money(123_456, .eur).text == "1234.56 EUR")
        #expect(Money(123_456, .jpy).text == "123456 JPY")
        #expect(Money(123_456, .kwd).text == "123.456 KWD")
        #expect(Money(Int64.min, .eur).text == "-92233720368547758.08 EUR")
        #expect(Money(-5, .eur).json == ["amount_minor": -5, "currency": "EUR"])
    }

    @Test func factorsAreExact() {
        #expect(Factor("0.750")?.text == "0.75")
        #expect(Factor("1.0") == .one)
        #expect(Factor("0.00") == .zero)
        #expect(Factor("0.3") == Factor("0.30"))
        for text in ["-1", "1.0000000001", "1000000000000", "", "x"] { #expect(Factor(text) == nil, "\(text)") }
        #expect([Factor("0.75"), Factor("2"), Factor("0.5")].compactMap { $0 }.max()?.text == "2")
    }

    /// To the nearest, a half away from zero: not to even, and not always up.
    @Test(
        arguments: [
            (5, 2, 3), (-5, 2, -3), (3, 2, 2), (7, 2, 4), (1, 3, 0), (2, 3, 1), (-1, 3, 0), (-2, 3, -1), (0, 7, 0),
            (9, 3, 3), (Int64.max, 1, Int64.max), (Int64.min, 1, Int64.min),
        ] as [(Int64, Int64, Int64)])
    func roundingIsToTheNearest(_ numerator: Int64, _ denominator: Int64, _ result: Int64) {
        #expect(Rounding.product(numerator, over: denominator) == result)
    }

    @Test func whatIsTooGreatIsNoAmount() {
        #expect(Rounding.product(.max, 2, over: 1) == nil)
        #expect(Rounding.product(.max, .max, over: .max) == .max)
        #expect(Rounding.product(.max, .max, .max, over: 1) == nil)
    }

    /// 522 seconds at 25 dollars are 3.625: floating point has 3.6249999999999996, of which one driver of Dispatch's database
    /// makes 3.62 and another 3.63.
    @Test func aHalfCentIsRoundedAsItIs() {
        #expect(Rounding.product(522, 2500, over: 3600) == 363)
    }
}
