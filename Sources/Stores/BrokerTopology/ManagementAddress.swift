/// The parts of `http://user:password@host:port`.
struct ManagementAddress {
    let base: String
    let host: String
    let user: String
    let password: String

    init?(_ url: String) {
        guard let scheme = ["http://", "https://"].first(where: url.hasPrefix) else { return nil }
        var rest = url.dropFirst(scheme.count)
        while rest.last == "/" { rest.removeLast() }
        guard let at = rest.lastIndex(of: "@") else { return nil }
        let credentials = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let authority = rest[rest.index(after: at)...]
        guard credentials.count == 2, !authority.isEmpty, !authority.contains(where: { "/?# ".contains($0) }),
            let user = PercentEncoding.decode(credentials[0]), let password = PercentEncoding.decode(credentials[1]),
            !user.isEmpty
        else { return nil }
        let isBracketed = authority.hasPrefix("[")
        let end = isBracketed ? authority.firstIndex(of: "]") : authority.firstIndex(of: ":") ?? authority.endIndex
        guard let end else { return nil }
        host = String(authority[..<end].drop { $0 == "[" })
        base = scheme + authority
        self.user = user
        self.password = password
    }
}

/// Percent-encoding of URLs (RFC 3986 section 2.1).
enum PercentEncoding {
    /// Everything encoded but what is never special.
    static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// `nil` when a `%` is not followed by two digits, or the bytes are not UTF-8.
    static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, !digits.hasPrefix("+"), let value = UInt8(digits, radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
