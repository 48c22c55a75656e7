/// A network such as `10.0.0.0/8` or `fd00::/8`; a single address is a network of its own.
public struct CIDR: Sendable, Hashable {
    /// The address that was written, with the bits behind the prefix.
    public let address: IPAddress
    /// The number of leading bits that count: 0...32 or 0...128.
    public let prefixLength: Int

    /// - Returns: `nil` when the text is not an address with an optional prefix length.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
        let bits = address.bytes.count * 8
        guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else { return nil }
        self.address = address
        prefixLength = length
    }

    /// Whether the address is in this network. An IPv4-mapped address counts as the IPv4 address.
    public func contains(_ candidate: IPAddress) -> Bool {
        [candidate, candidate.effective].contains { address.sharesPrefix(with: $0, bits: prefixLength) }
    }
}

extension IPAddress {
    fileprivate func sharesPrefix(with other: IPAddress, bits: Int) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        return bytes.indices.allSatisfy { index in
            let count = min(max(bits - index * 8, 0), 8)
            let mask = UInt8(truncatingIfNeeded: 0xff00 >> count)
            return (bytes[index] ^ other.bytes[index]) & mask == 0
        }
    }
}
