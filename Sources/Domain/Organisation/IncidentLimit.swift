public import JSON

/// How many incidents a route opens in a time. What it is asked for beyond becomes one incident, the storm.
public struct IncidentLimit: Sendable, Hashable, JSONDecodable {
    /// 1 to 1,000.
    public var incidents: Int
    /// The time in which they are counted, which moves on with every moment: a second to a day.
    public var per: Duration

    /// What a route has that does not say: ten in ten minutes.
    public static let standard = IncidentLimit(incidents: 10, per: .seconds(600))

    /// A limit as the program has it; nothing is checked.
    public init(incidents: Int, per: Duration) {
        self.incidents = incidents
        self.per = per
    }

    /// Configuration: `incidents` (1 to 1000, default 10) and `per` (such as `10m`, the default; 1s to 1d).
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["incidents", "per"])
        self.init(
            incidents: try reader.optionalInt("incidents", in: 1...1000) ?? Self.standard.incidents,
            per: try reader.optional("per")?.duration(in: .seconds(1) ... .seconds(86_400)) ?? Self.standard.per)
    }

    /// As people read it: `10 incidents in 10m`.
    public var description: String {
        "\(incidents) \(incidents == 1 ? "incident" : "incidents") in \(per.configurationText)"
    }
}
