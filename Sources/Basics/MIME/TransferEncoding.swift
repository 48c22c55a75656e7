/// How the bytes of a body are written (RFC 2045, section 6). What does not belong there is passed over, as section 6.7 and
/// 6.8 ask.
enum TransferEncoding: Sendable {
    case plain, quotedPrintable, base64

    /// By its name in `Content-Transfer-Encoding`; what is unknown is taken as it is.
    init(named name: String?) {
        switch name?.lowercased() {
        case "quoted-printable": self = .quotedPrintable
        case "base64": self = .base64
        default: self = .plain
        }
    }

    /// What was written.
    func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        switch self {
        case .plain: Array(bytes)
        case .quotedPrintable: Self.quotedPrintable(bytes)
        case .base64: Self.base64(bytes)
        }
    }

    private static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            var line = line
            while let last = line.last, last == 13 || last == 32 || last == 9 { line.removeLast() }
            // An equals sign at the end joins the line to the next one.
            let isJoined = line.last == UInt8(ascii: "=")
            if isJoined { line.removeLast() }
            output += unquoted(line)
            if !isJoined { output.append(10) }
        }
        if output.last == 10 { output.removeLast() }
        return output
    }

    /// `=E4` by its byte, and anything else as it is.
    static func unquoted(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == UInt8(ascii: "="), index + 2 < line.endIndex, let high = digit(line[index + 1]),
                let low = digit(line[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(line[index])
                index += 1
            }
        }
        return output
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 4 * 3)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            let value: UInt32
            switch byte {
            case 0x41...0x5A: value = UInt32(byte - 0x41)
            case 0x61...0x7A: value = UInt32(byte - 0x61 + 26)
            case 0x30...0x39: value = UInt32(byte - 0x30 + 52)
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(bits >> count & 0xFF))
            }
        }
        return output
    }
}
