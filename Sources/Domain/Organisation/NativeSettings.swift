import FoundationEssentials
public import JSON

/// What the places that come with Muster need to know of the organisation.
public struct NativeSettings: Sendable, Hashable, JSONDecodable {
    /// The domain of the addresses of groups, such as `incidents.example.org`.
    public var groupDomain: String
    /// The address of conference bridges, in which `{room}` stands for a room's name:
    /// `https://meet.example.org/{room}`. Without it, the page of a conference says who is there and nothing more.
    public var bridgeURL: String?
    /// How a bridge is reached by telephone.
    public var bridgeDialIn: String?

    /// Settings as the program has them; nothing is checked.
    public init(groupDomain: String = "muster.localhost", bridgeURL: String? = nil, bridgeDialIn: String? = nil) {
        self.groupDomain = groupDomain
        self.bridgeURL = bridgeURL
        self.bridgeDialIn = bridgeDialIn
    }

    /// Configuration: `group_domain` (default `muster.localhost`), `bridge_url` and `bridge_dial_in`.
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown, for a domain with other characters than `a-z
    ///   0-9 - .`, and for an address that is not of HTTP.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["group_domain", "bridge_url", "bridge_dial_in"])
        self.init(
            groupDomain: try reader.optionalString("group_domain", length: 1...200) ?? "muster.localhost",
            bridgeURL: try reader.optionalString("bridge_url", length: 8...2000),
            bridgeDialIn: try reader.optionalString("bridge_dial_in", length: 1...200))
        guard groupDomain.utf8.allSatisfy(Self.isDomainCharacter) else {
            throw try reader.member("group_domain").error(expected: "a domain's name", found: "`\(groupDomain)`")
        }
        if let bridgeURL, !(bridgeURL.hasPrefix("https://") || bridgeURL.hasPrefix("http://")) {
            throw try reader.member("bridge_url").error(
                expected: "an http:// or https:// address", found: "`\(bridgeURL)`")
        }
    }

    private static func isDomainCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// The address of a room's bridge.
    public func bridge(room: String) -> String? {
        bridgeURL?.replacing("{room}", with: room)
    }
}
