/// Percent-coding, as the parts of a URL have it (RFC 3986, section 2.1).
public enum PercentCoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The text as one segment of a path or one value of a query: all but unreserved characters are encoded (section
    /// 2.3), and the dots of `.` and `..` too, which as a segment would lead to another path (section 5.2.4).
    public static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        let isStep = text == "." || text == ".."
        for byte in text.utf8 {
            if isUnreserved(byte), !isStep {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The text; `nil` when a `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8. A `+` is a `+`.
    public static func decode(_ text: some StringProtocol) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        return bytes(text, isLenient: false).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The text with what is encoded decoded, and the rest, also a stray `%`, as it is; all of it as it is when the bytes
    /// are not UTF-8. For senders that may not encode at all.
    public static func decodeLeniently(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return bytes(text, isLenient: true).flatMap { String(validating: $0, as: UTF8.self) } ?? text
    }

    private static func bytes(_ text: some StringProtocol, isLenient: Bool) -> [UInt8]? {
        let input = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            let isEncoded = input[index] == UInt8(ascii: "%")
            if isEncoded, index + 2 < input.count, let high = Hex.value(input[index + 1]),
                let low = Hex.value(input[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else if isEncoded, !isLenient {
                return nil
            } else {
                output.append(input[index])
                index += 1
            }
        }
        return output
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
