import FoundationEssentials
public import JSON

/// What `POST …/overrides` asks for: somebody takes a layer for a while, or is on call besides.
public struct OverrideRequest: Sendable, Hashable, JSONDecodable {
    let person: String
    let layer: String?
    let from: Date
    let until: Date
    let added: Bool
    let shadow: Bool
    let reason: String

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["person", "layer", "from", "until", "added", "shadow", "reason"])
        person = try reader.string("person", length: 3...254)
        layer = try reader.optionalString("layer", length: 1...100)
        from = try reader.timestamp("from")
        until = try reader.timestamp("until")
        added = try reader.optionalBool("added") ?? false
        shadow = try reader.optionalBool("shadow") ?? false
        reason = try reader.optionalLine("reason", length: 1...200) ?? ""
    }
}
