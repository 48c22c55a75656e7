import JSON

/// What `POST …/visits` asks for: somebody is on the bridge.
struct VisitRequest: Sendable, Hashable, JSONDecodable {
    /// Who; `nil` for the owner of the key.
    var name: String?
    var note: String?

    init(_ body: JSONReader) throws {
        try body.object(allowing: ["name", "note"])
        name = try body.optionalLine("name", length: 1...200)
        note = try body.text("note", length: 0...2000)
    }
}
