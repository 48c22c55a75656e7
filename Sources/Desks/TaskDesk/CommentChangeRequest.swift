public import JSON

/// What `PATCH …/documents/{id}/comments/{comment}` asks for.
public struct CommentChangeRequest: Sendable, Hashable, JSONDecodable {
    /// Whether it is to be resolved.
    public var isResolved: Bool

    /// Reads the body of a request: `resolved`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["resolved"])
        isResolved = try reader.bool("resolved")
    }
}
