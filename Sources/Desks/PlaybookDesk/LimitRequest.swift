public import JSON

/// What `PUT /api/v1/playbooks/{name}/limit` asks for.
public struct LimitRequest: Sendable, Hashable, JSONDecodable {
    /// How many executions may run at a time; `nil` for any number.
    public var limit: Int?

    /// A limit.
    public init(limit: Int?) { self.limit = limit }

    /// Reads the body of a request: `limit`, 1 to 10,000 or null.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: "limit")
        limit = try reader.optionalInt("limit", in: 1...10_000)
    }
}
