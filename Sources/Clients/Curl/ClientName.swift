import Glibc

/// How a program introduces itself to a mail server (RFC 5321, section 4.1.1.1): with the whole name of its host, or with
/// an address of it in brackets where there is none. Servers with `reject_non_fqdn_helo_hostname` (Postfix) and the like
/// refuse every mail after anything else, first of all after `localhost`.
public struct ClientName: Sendable, Hashable, CustomStringConvertible {
    /// `mail.example.org`, `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    public let description: String

    /// - Returns: `nil` for what is neither the whole name of a host nor an address literal (RFC 5321, section 4.1.3).
    public init?(_ text: String) {
        guard Self.isWholeName(text) || Self.isLiteral(text) else { return nil }
        description = text
    }

    /// The name of this host when it is a whole one, else an address of it, else that of its own loopback.
    public static let ofThisHost: ClientName =
        hostName().flatMap { ClientName($0) } ?? ClientName(literal: address())

    private init(literal address: IPAddress?) {
        guard let address else {
            description = "[127.0.0.1]"
            return
        }
        description = address.bytes.count == 16 ? "[IPv6:\(address)]" : "[\(address)]"
    }

    /// Labels of letters, digits and inner hyphens, two at least, the last not a number. What ends in `localhost` or
    /// `localdomain` names no host to anybody else.
    private static func isWholeName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, text.utf8.count <= 253, let last = labels.last,
            !["localhost", "localdomain"].contains(last.lowercased()), !last.allSatisfy(\.isNumber)
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy {
                    (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
                }
        }
    }

    private static func isLiteral(_ text: String) -> Bool {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return false }
        let inside = String(text.dropFirst().dropLast())
        guard inside.lowercased().hasPrefix("ipv6:") else { return IPAddress(inside)?.bytes.count == 4 }
        return IPAddress(String(inside.dropFirst(5)))?.bytes.count == 16
    }

    private static func hostName() -> String? {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The first address of an interface that others reach, IPv4 before IPv6.
    private static func address() -> IPAddress? {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard unsafe getifaddrs(&first) == 0 else { return nil }
        defer { unsafe freeifaddrs(first) }
        var found: [IPAddress] = []
        var next = unsafe first
        while let interface = unsafe next {
            unsafe found += address(of: interface.pointee.ifa_addr).map { [$0] } ?? []
            unsafe next = interface.pointee.ifa_next
        }
        return found.first { $0.bytes.count == 4 } ?? found.first
    }

    private static func address(of socket: UnsafeMutablePointer<sockaddr>?) -> IPAddress? {
        guard let socket = unsafe socket else { return nil }
        let bytes: [UInt8]
        switch unsafe Int32(socket.pointee.sa_family) {
        case AF_INET:
            bytes = unsafe socket.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                unsafe withUnsafeBytes(of: address.pointee.sin_addr) { unsafe Array($0) }
            }
        case AF_INET6:
            bytes = unsafe socket.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                unsafe withUnsafeBytes(of: address.pointee.sin6_addr) { unsafe Array($0) }
            }
        default: return nil
        }
        guard let address = IPAddress(bytes: bytes), !ReservedNetworks.isLoopback(address), !isLinkLocal(bytes) else {
            return nil
        }
        return address
    }

    private static func isLinkLocal(_ bytes: [UInt8]) -> Bool {
        bytes.count == 4 ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }
}
