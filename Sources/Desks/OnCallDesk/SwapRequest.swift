import FoundationEssentials
public import JSON

/// What `POST …/swaps` asks for: two people take each other's shifts.
public struct SwapRequest: Sendable, Hashable, JSONDecodable {
    let person: String
    let with: String
    let from: Date
    let until: Date
    let reason: String

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["person", "with", "from", "until", "reason"])
        person = try reader.string("person", length: 3...254)
        with = try reader.string("with", length: 3...254)
        from = try reader.timestamp("from")
        until = try reader.timestamp("until")
        reason = try reader.optionalLine("reason", length: 1...200) ?? ""
    }
}
