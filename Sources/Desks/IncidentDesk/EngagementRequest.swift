public import JSON
public import Organisation

/// What `PUT …/engagements` asks for.
public struct EngagementRequest: Sendable, Hashable, JSONDecodable {
    /// Somebody's preferences, at most 20.
    public let rules: [EngagementMatch]

    /// Reads the body of a request: `rules`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["rules"])
        rules = try reader.array("rules", max: 20).map(EngagementMatch.init)
    }
}
