public import JSON
public import StatesLanguage

/// What `POST /api/v1/executions/{id}/stop` asks for.
public struct StopRequest: Sendable, Hashable, JSONDecodable {
    /// What the execution's error is then.
    public var reason: ErrorOutput

    /// A stop for this reason.
    public init(reason: ErrorOutput = ErrorOutput()) { self.reason = reason }

    /// Reads the body of a request: `error` and `cause`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: "error", "cause")
        reason = ErrorOutput(
            error: try reader.optionalString("error", length: 1...256),
            cause: try reader.optionalString("cause", length: 1...32_768))
    }
}
