import Digests
import Encodings

/// A request as far as it is signed by AWS's Signature Version 4 ("Create a signed AWS API request").
public struct SignableRequest: Sendable {
    /// `POST`.
    public var method: String
    /// The path as it was sent, percent-encoded.
    public var path: String
    /// The query as it was sent, without `?`; `nil` for none.
    public var query: String?
    /// Names and values, `Host` among them, in their order; a name may come several times.
    public var headers: [(name: String, value: String)]
    /// SHA-256 of the body.
    public var digest: [UInt8]

    /// A request with a body.
    public init(
        method: String, path: String, query: String?, headers: [(name: String, value: String)], body: [UInt8]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        digest = sha256(body)
    }

    /// The values of a header, joined as they are signed; `nil` when it is not there.
    func value(_ name: String) -> String? {
        let values = headers.lazy.filter { $0.name.lowercased() == name }.map { Self.trimmed($0.value) }
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    /// The text that is hashed.
    /// - Parameter signed: the names of the headers that are signed, in lower case, in their order.
    func canonicalText(signing signed: [String]) -> String {
        var lines = [method, canonicalPath, canonicalQuery]
        for name in signed { lines.append("\(name):\(value(name) ?? "")") }
        lines.append("")
        lines.append(signed.joined(separator: ";"))
        lines.append(Hex.encode(digest))
        return lines.joined(separator: "\n")
    }

    /// What was encoded once is encoded a second time, as for all services but S3.
    private var canonicalPath: String {
        let path = path.isEmpty ? "/" : path
        return path.split(separator: "/", omittingEmptySubsequences: false).map { PercentCoding.encode(String($0)) }
            .joined(separator: "/")
    }

    private var canonicalQuery: String {
        let pairs = (query ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
            return (
                PercentCoding.encode(PercentCoding.decodeLeniently(name)),
                PercentCoding.encode(PercentCoding.decodeLeniently(value))
            )
        }
        return pairs.sorted { $0 < $1 }.map { "\($0)=\($1)" }.joined(separator: "&")
    }

    /// Without white space at its ends, and with single spaces inside.
    private static func trimmed(_ value: String) -> String {
        value.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }).joined(separator: " ")
    }
}
