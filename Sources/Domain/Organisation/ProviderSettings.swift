public import JSON

/// How a provider of the organisation's is reached.
public struct ProviderSettings: Sendable, Hashable, JSONDecodable {
    /// The name of what comes with Muster, always there.
    public static let native = "native"

    /// The keys that the settings of all vendors share.
    static let commonKeys = ["name", "kind", "url", "token_variable", "timeout_ms", "search_lag_ms"]

    /// What `capabilities` calls it: 1 to 100 characters, not `native`, unique among providers.
    public var name: String
    /// The vendor, as it calls itself: `http`. Which ones there are is for the process to say that calls them.
    public var kind: String
    /// The base address, for vendors that are not at a place of their own.
    public var url: String?
    /// The name of the environment variable that holds the bearer token (or, with `_FILE`, the file that holds it) in the
    /// processes that call the provider; never the token itself. It ends in `_TOKEN`, so that a configuration cannot have
    /// another secret of a process sent to an address of its choice.
    public var tokenVariable: String?
    /// The time a call may take, 100 ms to 10 s; default 10 s. Not more than a third of the lease on a message with effects,
    /// so that nobody else takes over while a call is on its way.
    public var timeout: Duration
    /// How long its search may lag behind a creation; default none.
    public var searchLag: Duration

    /// What the vendor alone understands, by key.
    public var options: JSONObject

    /// Settings as the program has them; nothing is checked.
    public init(
        name: String, kind: String, url: String?, tokenVariable: String? = nil, timeout: Duration = .seconds(10),
        searchLag: Duration = .zero, options: JSONObject = [:]
    ) {
        self.name = name
        self.kind = kind
        self.url = url
        self.tokenVariable = tokenVariable
        self.timeout = timeout
        self.searchLag = searchLag
        self.options = options
    }

    /// Configuration: `name`, `kind`, `url`, `token_variable`, `timeout_ms`, `search_lag_ms` (0 to 600,000), and what
    /// the vendor alone understands.
    /// - Throws: `JSONDecodingError` when one of the common keys is wrong; the others are for ``VendorSchema`` to
    ///   check.
    public init(_ reader: JSONReader) throws {
        let name = try reader.string("name", length: 1...100)
        guard name != Self.native else {
            throw try reader.member("name").error(
                expected: "another name than `native`, which is always there", found: "`native`")
        }
        let url = try reader.optionalString("url", length: 8...2000)
        if let url, !(url.hasPrefix("https://") || url.hasPrefix("http://")) {
            throw try reader.member("url").error(expected: "an http:// or https:// address", found: "`\(url)`")
        }
        let options = JSONObject(
            try reader.members().lazy.filter { !Self.commonKeys.contains($0.key) }.map { ($0.key, $0.value) })
        self.init(
            name: name, kind: try reader.string("kind", length: 1...50), url: url,
            tokenVariable: try Self.tokenVariable(reader),
            timeout: .milliseconds(try reader.optionalInt("timeout_ms", in: 100...10_000) ?? 10_000),
            searchLag: .milliseconds(try reader.optionalInt("search_lag_ms", in: 0...600_000) ?? 0),
            options: options)
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
