public import JSON

/// What intake must know of a source of alerts that does not send its key as `Authorization`.
public struct AlertSource: Sendable, Hashable, JSONDecodable {
    /// The name of the source's API key.
    public var name: String
    /// The header in which the source sends its key, in lower case; no other key is taken from it.
    public var keyHeader: String

    /// A source as the program has it; the header is put into lower case.
    public init(name: String, keyHeader: String) {
        self.name = name
        self.keyHeader = keyHeader.lowercased()
    }

    /// Configuration: `name` and `key_header`.
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown, and for a header that means something
    ///   else to HTTP or to Muster.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "key_header"])
        let header = try reader.string("key_header", length: 1...64)
        guard header.wholeMatch(of: /[A-Za-z][A-Za-z0-9-]*/) != nil, !Self.taken.contains(header.lowercased()) else {
            throw try reader.member("key_header").error(
                expected: "a header of the source's own, such as X-Api-Key", found: "`\(header)`")
        }
        self.init(name: try reader.string("name", length: 1...100), keyHeader: header)
    }

    /// Headers that mean something else.
    private static let taken: Set<String> = [
        "authorization", "connection", "content-length", "content-type", "cookie", "host", "idempotency-key",
        "traceparent", "transfer-encoding", "user-agent",
    ]
}

extension ConfigurationSection {
    static let sources = list(
        "sources", of: nil, max: 1000, at: \.sources, name: { "\($0.name) \($0.keyHeader)" }, read: AlertSource.init)
}
