/// The texts that Python gives floating point numbers.
enum FloatText {
    /// `repr(value)`: the shortest digits that read back as the same number, with an exponent below 1e-4 and from 1e16.
    static func repr(_ value: Double) -> String {
        guard value.isFinite else { return special(value) }
        let (digits, point) = shortest(value.magnitude)
        let sign = value.sign == .minus ? "-" : ""
        if point > -4, point <= 16 { return sign + plain(digits, point: point, keepsFraction: true) }
        return sign + scientific(digits, exponent: point - 1)
    }

    static func special(_ value: Double) -> String {
        value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    }

    /// The shortest digits, and where the point stands among them: 0.d₁d₂… × 10^point.
    static func shortest(_ magnitude: Double) -> (digits: [UInt8], point: Int) {
        guard magnitude != 0 else { return ([0x30], 1) }
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = Array("\(magnitude)".utf8)
        for (index, byte) in text.enumerated() {
            if byte == 0x65 {
                exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                break
            }
            if byte == 0x2E { point = digits.count } else { digits.append(byte) }
        }
        var place = (point ?? digits.count) + exponent
        while digits.count > 1, digits.first == 0x30 {
            digits.removeFirst()
            place -= 1
        }
        while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
        return (digits, place)
    }

    static func plain(_ digits: [UInt8], point: Int, keepsFraction: Bool) -> String {
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + ascii(digits) }
        if point >= digits.count {
            return ascii(digits) + String(repeating: "0", count: point - digits.count) + (keepsFraction ? ".0" : "")
        }
        return ascii(digits[..<point]) + "." + ascii(digits[point...])
    }

    static func scientific(_ digits: [UInt8], exponent: Int, mark: String = "e") -> String {
        let rest = digits.count > 1 ? "." + ascii(digits[1...]) : ""
        let places = String(abs(exponent))
        return ascii(digits[..<1]) + rest + mark + (exponent < 0 ? "-" : "+") + (places.count < 2 ? "0" : "") + places
    }

    static func ascii(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: - A given number of digits

    /// Exactly so many digits behind the point, halves to the even digit: `'%.2f' % value`, without a sign.
    static func fixed(_ magnitude: Double, _ places: Int) -> String {
        let scaled = rounded(magnitude, times10To: places)
        guard places > 0 else { return scaled }
        let padded = String(repeating: "0", count: max(0, places + 1 - scaled.utf8.count)) + scaled
        let split = padded.index(padded.endIndex, offsetBy: -places)
        return padded[..<split] + "." + padded[split...]
    }

    /// The value with its digits behind so many places rounded away, halves to the even digit; also before the point.
    static func rounded(_ magnitude: Double, places: Int) -> String {
        places >= 0
            ? fixed(magnitude, places)
            : rounded(magnitude, times10To: places) + String(repeating: "0", count: -places)
    }

    /// So many significant digits, and the decimal exponent of the first.
    static func significant(_ magnitude: Double, _ count: Int) -> (digits: [UInt8], exponent: Int) {
        guard magnitude != 0 else { return ([UInt8](repeating: 0x30, count: count), 0) }
        var exponent = shortest(magnitude).point - 1
        var text = rounded(magnitude, times10To: count - 1 - exponent)
        if text.utf8.count > count {
            exponent += 1
            text = rounded(magnitude, times10To: count - 1 - exponent)
        }
        return (Array(text.utf8), exponent)
    }

    /// The whole number next to value × 10^power, as digits.
    private static func rounded(_ magnitude: Double, times10To power: Int) -> String {
        guard magnitude != 0 else { return "0" }
        // The exact value is significand × 2^exponent.
        let isNormal = magnitude.isNormal
        let exponent = isNormal ? Int(magnitude.exponent) - 52 : -1074
        let significand = BigInteger(Int(magnitude.significandBitPattern | (isNormal ? 1 << 52 : 0)))
        var numerator = significand * power10(max(power, 0)) * power2(max(exponent, 0))
        let denominator = power10(max(-power, 0)) * power2(max(-exponent, 0))
        let (quotient, remainder) = numerator.dividedTowardsZero(by: denominator)
        let twice = remainder * BigInteger(2)
        numerator = quotient
        let isHalf = !(twice < denominator) && !(denominator < twice)
        if denominator < twice || (isHalf && (quotient.limbs.first ?? 0) & 1 == 1) {
            numerator = quotient + BigInteger(1)
        }
        return numerator.magnitudeText()
    }

    private static func power2(_ exponent: Int) -> BigInteger {
        BigInteger(
            isNegative: false, limbs: [UInt32](repeating: 0, count: exponent / 32) + [1 << UInt32(exponent % 32)])
    }

    private static func power10(_ exponent: Int) -> BigInteger {
        var result = BigInteger(1)
        var factor = BigInteger(10)
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * factor }
            rest >>= 1
            if rest > 0 { factor = factor * factor }
        }
        return result
    }
}
