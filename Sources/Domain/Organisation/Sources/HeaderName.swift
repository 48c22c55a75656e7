import JSON

/// Names of header fields that a configuration gives.
enum HeaderName {
    /// Headers that mean something else.
    private static let taken: Set<String> = [
        "authorization", "connection", "content-length", "content-type", "cookie", "host", "idempotency-key",
        "traceparent", "transfer-encoding", "user-agent",
    ]

    /// Reads a name that may be left out, in lower case.
    static func read(_ key: String, of reader: JSONReader) throws -> String? {
        guard let header = try reader.optionalString(key, length: 1...64) else { return nil }
        guard header.wholeMatch(of: /[A-Za-z][A-Za-z0-9-]*/) != nil, !taken.contains(header.lowercased()) else {
            throw try reader.member(key).error(
                expected: "a header of the source's own, such as X-Api-Key", found: "`\(header)`")
        }
        return header.lowercased()
    }
}
