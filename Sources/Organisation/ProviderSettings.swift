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
    /// processes that call the provider; never the token itself.
    public var tokenVariable: String?
    /// The time a call may take, 100 ms to a minute; default 10 s.
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
            tokenVariable: try reader.optionalString("token_variable", length: 1...100),
            timeout: .milliseconds(try reader.optionalInt("timeout_ms", in: 100...60_000) ?? 10_000),
            searchLag: .milliseconds(try reader.optionalInt("search_lag_ms", in: 0...600_000) ?? 0))
    }
}
