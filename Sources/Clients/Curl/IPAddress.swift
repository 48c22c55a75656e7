import CCurl

/// A numeric IPv4 or IPv6 address.
public struct IPAddress: Sendable, Hashable {
    /// 4 or 16 bytes in network order.
    public let bytes: [UInt8]

    /// - Returns: `nil` unless there are 4 or 16 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads `192.0.2.1`, `2001:db8::1` or `[2001:db8::1]`; a zone (`%eth0`) is left out.
    public init?(_ text: String) {
        var text = text.prefix { $0 != "%" }
        if text.first == "[" { text = text.dropFirst().prefix { $0 != "]" } }
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = unsafe curl_parse_address(String(text), &buffer)
        self.init(bytes: Array(buffer.prefix(Int(count))))
    }

    /// The IPv4 address inside an IPv4-mapped, IPv4-compatible or NAT64 (`64:ff9b::/96`) address; else the address itself.
    /// Packets to such an address end up at the IPv4 address, so that it is the one to judge.
    public var effective: IPAddress {
        let prefixes: [[UInt8]] = [
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
            [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
        guard bytes.count == 16, prefixes.contains(Array(bytes.prefix(12))) else { return self }
        return IPAddress(bytes: Array(bytes.suffix(4))) ?? self
    }
}

extension IPAddress: CustomStringConvertible {
    /// The usual notation; IPv6 without shortening.
    public var description: String {
        if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
}
