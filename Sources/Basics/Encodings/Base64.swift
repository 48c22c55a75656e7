/// Bytes as text in 64 characters (RFC 4648).
public enum Base64: Sendable {
    /// `A–Z a–z 0–9 + /`, padded with `=` (section 4).
    case standard
    /// `A–Z a–z 0–9 - _`, without padding: fits into URLs and file names (section 5).
    case url

    /// The text of these bytes.
    public func encode(_ bytes: some Collection<UInt8>) -> String {
        let alphabet = alphabet
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                output.append(alphabet[Int(bits >> count & 0x3F)])
            }
            // What is left is less than six bits; the rest was written.
            bits &= 0x3F
        }
        if count > 0 { output.append(alphabet[Int(bits << (6 - count) & 0x3F)]) }
        if self == .standard {
            while !output.count.isMultiple(of: 4) { output.append(UInt8(ascii: "=")) }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The bytes of a text in exactly this form; `nil` when there is anything else: characters of the other alphabet,
    /// missing or (for `url`) any padding, or bits set that no byte needs.
    public func decode(_ text: some StringProtocol) -> [UInt8]? {
        var digits = Array(text.utf8)
        if self == .standard {
            guard digits.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(digits.count * 3 / 4)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for digit in digits {
            guard let value = value(digit) else { return nil }
            bits = (bits << 6 | value) & 0x3FFF
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(bits >> count & 0xFF))
            }
        }
        return bits & ((1 << count) - 1) == 0 ? output : nil
    }

    private var alphabet: [UInt8] {
        Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
            + (self == .standard ? Array("+/".utf8) : Array("-_".utf8))
    }

    private func value(_ digit: UInt8) -> UInt32? {
        switch (digit, self) {
        case (0x41...0x5A, _): UInt32(digit - 0x41)
        case (0x61...0x7A, _): UInt32(digit - 0x61 + 26)
        case (0x30...0x39, _): UInt32(digit - 0x30 + 52)
        case (0x2B, .standard), (0x2D, .url): 62
        case (0x2F, .standard), (0x5F, .url): 63
        default: nil
        }
    }
}
