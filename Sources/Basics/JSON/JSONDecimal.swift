/// What a number's text means: `digits × 10^exponent`, without leading and trailing zeros, so that equal numbers have
/// equal decimals.
struct JSONDecimal: Hashable, Sendable {
    private(set) var negative = false
    /// The significant digits as ASCII; empty for zero.
    private(set) var digits: [UInt8] = []
    private(set) var exponent = 0

    /// - Parameter validText: a number by the grammar, with an exponent of at most nine digits (the parser checks both).
    init(validText: String) {
        var scale = 0
        var written = 0
        var writtenNegative = false
        var part = Part.whole
        for byte in validText.utf8 {
            switch byte {
            case 0x2D where part == .whole: negative = true
            case 0x2D: writtenNegative = true
            case 0x2B: break
            case 0x2E: part = .fraction
            case 0x45, 0x65: part = .exponent
            default:
                if part == .exponent {
                    written = written * 10 + Int(byte - 0x30)
                } else {
                    if !digits.isEmpty || byte != 0x30 { digits.append(byte) }
                    if part == .fraction { scale += 1 }
                }
            }
        }
        exponent = (writtenNegative ? -written : written) - scale
        while digits.last == 0x30 {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty {
            negative = false
            exponent = 0
        }
    }

    private enum Part { case whole, fraction, exponent }

    /// The value, when it is a whole number in the range of `Int64`.
    var int64: Int64? {
        guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
        let zeros = repeatElement(UInt8(ascii: "0"), count: exponent)
        return Int64((negative ? "-" : "") + String(decoding: digits + zeros, as: UTF8.self))
            ?? (digits.isEmpty ? 0 : nil)
    }

    /// The one text of this value: plain when the point falls among the digits or close by, scientific otherwise.
    var text: String {
        guard let first = digits.first else { return "0" }
        let sign = negative ? "-" : ""
        let point = digits.count + exponent
        if exponent >= 0, point <= 40 {
            return sign + Self.ascii(digits) + String(repeating: "0", count: exponent)
        }
        if exponent < 0, point > 0 {
            return sign + Self.ascii(digits[..<point]) + "." + Self.ascii(digits[point...])
        }
        let rest = digits.count > 1 ? "." + Self.ascii(digits.dropFirst()) : ""
        return sign + Self.ascii([first]) + rest + "e\(point - 1)"
    }

    private static func ascii(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
