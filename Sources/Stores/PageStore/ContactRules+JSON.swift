public import Escalation
public import JSON

extension ContactRules: JSONEncodable {
    /// Reads what somebody says about how they are reached: `high` and `low`, each a list of up to 20 of `channel`, `to` and
    /// `after_seconds` (0 to 86,400; 0 by default). Whether an address can be one is not looked at.
    public init(_ reader: JSONReader, of person: String) throws {
        try reader.object(allowing: Urgency.allCases.map(\.rawValue))
        var ways: [Urgency: [ContactRule]] = [:]
        for urgency in Urgency.allCases where try reader.optional(urgency.rawValue) != nil {
            let list = try reader.array(urgency.rawValue, max: 20).map { try ContactRule($0) }
            if !list.isEmpty { ways[urgency] = list }
        }
        self.init(person: person, ways: ways)
    }

    /// As ``init(_:of:)`` reads it.
    public var json: JSON {
        .object(
            JSONObject(
                Urgency.allCases.compactMap { urgency in
                    ways[urgency].map { (urgency.rawValue, .array($0.map(\.json))) }
                }))
    }
}

extension ContactRule: JSONDecodable, JSONEncodable {
    /// Reads `channel`, `to` and `after_seconds`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["channel", "to", "after_seconds"])
        self.init(
            try reader.enumeration("channel", of: Channel.self), to: try reader.string("to", length: 1...254),
            after: .seconds(try reader.optionalInt("after_seconds", in: 0...86_400) ?? 0))
    }

    /// As ``init(_:)`` reads it.
    public var json: JSON {
        [
            "channel": .string(channel.rawValue), "to": .string(address),
            "after_seconds": .int(Int(after.components.seconds)),
        ]
    }
}
