import JSON
import Testing

@Suite struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber { try #require(JSONNumber(text: text)) }

    @Test(arguments: [
        ["1", "1.0", "1e0", "10e-1", "0.1E1", "1.000000000000000000000000000"],
        ["0", "-0", "0.0", "-0e5", "0e-999999999"],
        ["100", "1e2", "1E+2", "0.01e4"], ["-1.5", "-15e-1", "-0.15e1"],
        ["123456789012345678901234567890", "123456789012345678901234567890.0", "12345678901234567890123456789e1"],
        ["9223372036854775807", "9223372036854775807.0"], ["-9223372036854775808", "-9.223372036854775808e18"],
        ["1e999999999", "10e999999998"],
    ])
    func comparesByValue(texts: [String]) throws {
        let numbers = try texts.map(number)
        #expect(Set(numbers).count == 1)
        #expect(Set(numbers.map(\.canonicalText)).count == 1)
        #expect(numbers.map(\.text) == texts)
    }

    @Test func tellsApartWhatFloatingPointCannot() throws {
        #expect(try number("9007199254740993") != number("9007199254740992"))
        #expect(try number("9007199254740993.0") != number("9007199254740992"))
        #expect(try number("0.1") != number("0.1000000000000000000001"))
        #expect(try number("1") != number("-1"))
        #expect(try number("1e400") != number("1e401"))
    }

    @Test(
        arguments: [
            ("1", 1), ("1.0", 1), ("1e3", 1000), ("-12e1", -120), ("0.0", 0), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min), ("922337203685477580.7e1", Int64.max), ("1.5", nil), ("1e-1", nil),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1e19", nil), ("1e999999999", nil),
            ("1e-999999999", nil),
        ] as [(String, Int64?)])
    func givesWholeNumbersInRange(text: String, expected: Int64?) throws {
        #expect(try number(text).int64 == expected)
    }

    @Test func givesTheNearestDouble() throws {
        #expect(try number("0.1").double == 0.1)
        #expect(try number("123456789012345678901234567890").double == 1.2345678901234568e29)
        #expect(try number("1e999").double == .infinity)
        #expect(try number("-1e999").double == -.infinity)
        #expect(try number("1e-999").double == 0)
        #expect(JSONNumber(7).double == 7)
    }

    @Test(arguments: [
        ("1.50", "1.5"), ("150e-2", "1.5"), ("-0.00", "0"), ("1e3", "1000"), ("1e50", "1e50"), ("12.5e49", "1.25e50"),
        ("0.0001", "1e-4"), ("0.125", "1.25e-1"), ("123.456", "123.456"),
    ])
    func hasOneSpellingForEachValue(text: String, expected: String) throws {
        #expect(try number(text).canonicalText == expected)
        #expect(try number(expected) == number(text))
    }

    @Test(arguments: ["", "+1", "1 ", " 1", "01", "1.", "a", "true", "\"1\"", "[1]", "NaN", "١"])
    func refusesTextThatIsNoNumber(text: String) {
        #expect(JSONNumber(text: text) == nil)
    }

    @Test func comesFromIntegersAndFloatingPoint() {
        #expect(JSONNumber(UInt64.max).text == "18446744073709551615")
        #expect(JSONNumber(UInt64.max).int64 == nil)
        #expect(JSONNumber(1.5)?.text == "1.5")
        #expect(JSONNumber(1e300)?.double == 1e300)
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(Double.infinity) == nil)
        #expect(JSON.double(.nan) == .null)
    }
}
