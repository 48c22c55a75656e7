public import JSON

/// How a source signs its webhooks: HMAC-SHA-256 in lower-case hexadecimal digits, as a webhook contact point of Grafana
/// does.
public struct SourceSignature: Sendable, Hashable, JSONDecodable {
    /// Where the signature stands, in lower case.
    public var header: String
    /// Where the time in seconds since 1970 stands, in lower case: what is signed is then `seconds:body`, else the body.
    public var timestampHeader: String?
    /// The environment variables that hold the secrets (or, with `_FILE`, files that do) in intake: several while one is
    /// exchanged. They end in `_SECRET`, so that a configuration cannot name another secret of the process.
    public var secretVariables: [String]

    /// A signature as the program has it.
    public init(
        header: String = "x-grafana-alerting-signature", timestampHeader: String? = nil, secretVariables: [String]
    ) {
        self.header = header.lowercased()
        self.timestampHeader = timestampHeader?.lowercased()
        self.secretVariables = secretVariables
    }

    /// Configuration: `header` (default `X-Grafana-Alerting-Signature`), `timestamp_header` and `secret_variables` (1 to
    /// 5).
    /// - Throws: `JSONDecodingError` for a key that is missing, wrong or unknown, of a lenient reader too.
    public init(_ reader: JSONReader) throws {
        try reader.object(only: "header", "timestamp_header", "secret_variables")
        let variables = try reader.strings("secret_variables", max: 5, length: 1...100)
        for (index, name) in variables.enumerated() where name.wholeMatch(of: /[A-Z][A-Z0-9_]*_SECRET/) == nil {
            throw try reader.array("secret_variables", max: 5)[index].error(
                expected: "the name of an environment variable that ends in _SECRET", found: "`\(name)`")
        }
        guard !variables.isEmpty else {
            throw try reader.member("secret_variables").error(expected: "at least one variable", found: "none")
        }
        self.init(
            header: try HeaderName.read("header", of: reader) ?? "x-grafana-alerting-signature",
            timestampHeader: try HeaderName.read("timestamp_header", of: reader), secretVariables: variables)
    }
}
