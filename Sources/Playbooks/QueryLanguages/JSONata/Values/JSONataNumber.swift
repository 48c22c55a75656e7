import JSON

/// Numbers as JavaScript writes and reads them.
enum JSONataNumber {
    /// The number as JSON.
    static func json(_ value: Double) throws(JSONataError) -> JSONNumber {
        if let integer = Int64(exactly: value), integer.magnitude < 1 << 53 { return JSONNumber(integer) }
        guard value.isFinite, let number = JSONNumber(text: text(value)) else {
            throw JSONataError("D1001", ["value": text(value)])
        }
        return number
    }

    /// The text that JavaScript's `String(value)` has (ECMA-262 section 6.1.6.1.20).
    static func text(_ value: Double) -> String {
        if let integer = Int64(exactly: value), integer.magnitude < 1 << 53 { return String(integer) }
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }
        return text(Decimal(value))
    }

    /// The text of the number after JavaScript's `toPrecision(15)`.
    static func roundedText(_ value: Double) -> String { text(rounded(value)) }

    /// The number with 15 significant digits.
    static func rounded(_ value: Double) -> Double {
        if abs(value) < 1e15, value == value.rounded(.towardZero) { return value }
        let decimal = Decimal(value)
        guard decimal.digits.count > 15 else { return value }
        return Double(text(decimal.exactlyRounded(value, to: 15))) ?? value
    }

    private static func text(_ decimal: Decimal) -> String {
        let sign = decimal.isNegative ? "-" : ""
        let digits = String(decoding: decimal.digits, as: UTF8.self)
        let count = decimal.digits.count
        let point = decimal.point
        if count <= point, point <= 21 { return sign + digits + String(repeating: "0", count: point - count) }
        if point > 0, point <= 21 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
        if point > -6, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        let exponent = point - 1
        let fraction = count > 1 ? "." + digits.dropFirst() : ""
        return sign + digits.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+") + String(abs(exponent))
    }

    /// The fewest digits that name a number: `0.digits × 10^point`.
    struct Decimal {
        var isNegative: Bool
        var digits: [UInt8] = []
        var point = 0

        init(_ value: Double) {
            isNegative = value < 0
            var exponent = 0
            var seenPoint = false
            var isLeading = true
            let text = Array("\(abs(value))".utf8)
            for (index, byte) in text.enumerated() {
                switch byte {
                case UInt8(ascii: "."): seenPoint = true
                case UInt8(ascii: "e"):
                    exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                case 0x30 where isLeading:
                    if seenPoint { point -= 1 }
                case 0x30...0x39 where exponent == 0:
                    isLeading = false
                    digits.append(byte)
                    if !seenPoint { point += 1 }
                default: break
                }
                if byte == UInt8(ascii: "e") { break }
            }
            point += exponent
            while digits.last == 0x30 { digits.removeLast() }
            if digits.isEmpty {
                digits = [0x30]
                point = 1
            }
        }

        /// Rounded to so many digits, half up. `value` is what the digits stand for: where the digits end in a five
        /// exactly, its exact value decides.
        func exactlyRounded(_ value: Double, to count: Int) -> Decimal {
            var result = self
            result.digits = Array(digits.prefix(count))
            guard digits.count > count, roundsUp(value, at: count) else { return result.trimmed }
            var index = count - 1
            while index >= 0 {
                if result.digits[index] < 0x39 {
                    result.digits[index] += 1
                    return result.trimmed
                }
                result.digits[index] = 0x30
                index -= 1
            }
            result.digits.insert(0x31, at: 0)
            result.digits.removeLast()
            result.point += 1
            return result.trimmed
        }

        private func roundsUp(_ value: Double, at count: Int) -> Bool {
            if digits[count] != 0x35 || digits.count > count + 1 { return digits[count] >= 0x35 }
            // The shortest digits end in the middle: whether the number itself is below it decides.
            return !isBelowShortest(value)
        }

        /// Whether the exact value is less than what its shortest digits say.
        private func isBelowShortest(_ value: Double) -> Bool {
            let magnitude = abs(value)
            // error = magnitude - digits × 10^(point - count), computed with a fused multiplication.
            guard let significand = Double(String(decoding: digits, as: UTF8.self)) else { return false }
            let scale = point - digits.count
            guard scale < 0, scale > -22 else { return false }
            var power = 1.0
            for _ in 0 ..< -scale { power *= 10 }
            return (-significand).addingProduct(magnitude, power) < 0
        }

        private var trimmed: Decimal {
            var result = self
            while result.digits.count > 1, result.digits.last == 0x30 { result.digits.removeLast() }
            return result
        }
    }
}
