import Cost
import Encodings
import FoundationEssentials
import Incident
import JSON

extension JSONReader {
    /// A decimal number, or one in quotes, as it is written: never by way of floating point.
    private func decimal(_ expected: String) throws(JSONDecodingError) -> String {
        switch value {
        case .number(let number): return Self.plain(number.canonicalText)
        case .string(let text): return text
        default: throw error(expected: expected)
        }
    }

    /// `9.2e-1`, as numbers are kept, without its exponent: `0.92`. What is out of all bounds stays as it is.
    private static func plain(_ text: String) -> String {
        let halves = text.split(separator: "e", maxSplits: 1)
        guard halves.count == 2, let exponent = Int(halves[1]), abs(exponent) <= 30 else { return text }
        let sign = halves[0].hasPrefix("-") ? "-" : ""
        let parts = halves[0].dropFirst(sign.count).split(separator: ".", maxSplits: 1)
        var digits = parts.joined()
        var places = (parts.count == 2 ? parts[1].count : 0) - exponent
        if places < 0 {
            digits += String(repeating: "0", count: -places)
            places = 0
        }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + (places == 0 ? padded : "\(padded.dropLast(places)).\(padded.suffix(places))")
    }

    /// An amount of money, in units of its currency: from 0 to a billion.
    func amount(in currency: Currency) throws(JSONDecodingError) -> Money {
        let expected =
            "an amount of \(currency.code) with at most \(currency.minorDigits) decimals, from 0 to 1000000000"
        let text = try decimal(expected)
        guard let money = Money(text, in: currency), let most = Money("1000000000", in: currency),
            money.amountMinorUnits >= 0, money.amountMinorUnits <= most.amountMinorUnits
        else { throw error(expected: expected, found: "`\(text.prefix(40))`") }
        return money
    }

    /// A number from 0 on.
    func factor(most: String) throws(JSONDecodingError) -> Factor {
        let expected = "a number from 0 to \(most)"
        let text = try decimal(expected)
        guard let factor = Factor(text), let most = Factor(most), factor <= most else {
            throw error(expected: expected, found: "`\(text.prefix(40))`")
        }
        return factor
    }

    /// Numbers by role; none when there is no such member.
    func factors(_ key: String) throws(JSONDecodingError) -> [ParticipantRole: Factor] {
        guard let object = try optionalObject(key, allowing: ParticipantRole.allCases.map(\.rawValue)) else {
            return [:]
        }
        var factors: [ParticipantRole: Factor] = [:]
        for role in ParticipantRole.allCases {
            factors[role] = try object.optional(role.rawValue)?.factor(most: "10")
        }
        return factors
    }

    /// The beginning of a day in UTC: `2026-01-31`.
    func day() throws(JSONDecodingError) -> Date {
        let text = try string(length: 1...100)
        guard text.utf8.count == 10, let date = RFC3339.date(from: "\(text)T00:00:00Z") else {
            throw error(expected: "a day such as 2026-01-31", found: "`\(text)`")
        }
        return date
    }
}
