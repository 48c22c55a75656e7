public import JSON

/// How a provider of the organisation's is reached.
public struct ProviderSettings: Sendable, Hashable, JSONDecodable {
    /// The name of what comes with Muster, always there.
    public static let native = "native"

    public enum Kind: String, Sendable, CaseIterable {
        /// JSON over HTTP, as `Sources/HTTPProvider/openapi.yaml` describes.
        case http
    }

    public var name: String
    public var kind: Kind
    /// The base address.
    public var url: String
    /// The name of the environment variable that holds the bearer token (or, with `_FILE`, the file that holds it) in the
    /// processes that call the provider; never the token itself. It ends in `_TOKEN`, so that a configuration cannot have
    /// another secret of a process sent to an address of its choice.
    public var tokenVariable: String?
    /// The time a call may take, 100 ms to 10 s; default 10 s. Not more than a third of the lease on a message with effects,
    /// so that nobody else takes over while a call is on its way.
    public var timeout: Duration
    /// How long its search may lag behind a creation; default none.
    public var searchLag: Duration

    public init(
        name: String, kind: Kind, url: String, tokenVariable: String? = nil, timeout: Duration = .seconds(10),
        searchLag: Duration = .zero
    ) {
        self.name = name
        self.kind = kind
        self.url = url
        self.tokenVariable = tokenVariable
        self.timeout = timeout
        self.searchLag = searchLag
    }

    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["name", "kind", "url", "token_variable", "timeout_ms", "search_lag_ms"])
        let name = try reader.string("name", length: 1...100)
        guard name != Self.native else {
            throw try reader.member("name").error(
                expected: "another name than `native`, which is always there", found: "`native`")
        }
        let url = try reader.string("url", length: 8...2000)
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw try reader.member("url").error(expected: "an http:// or https:// address", found: "`\(url)`")
        }
        self.init(
            name: name, kind: try reader.enumeration("kind", of: Kind.self), url: url,
            tokenVariable: try Self.tokenVariable(reader),
            timeout: .milliseconds(try reader.optionalInt("timeout_ms", in: 100...10_000) ?? 10_000),
            searchLag: .milliseconds(try reader.optionalInt("search_lag_ms", in: 0...600_000) ?? 0))
    }

    private static func tokenVariable(_ reader: JSONReader) throws -> String? {
        guard let name = try reader.optionalString("token_variable", length: 1...100) else { return nil }
        guard name.wholeMatch(of: /[A-Z][A-Z0-9_]*_TOKEN/) != nil else {
            throw try reader.member("token_variable").error(
                expected: "the name of an environment variable that ends in _TOKEN", found: "`\(name)`")
        }
        return name
    }
}
