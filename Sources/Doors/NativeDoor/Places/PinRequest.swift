import JSON

/// What `POST …/pins` asks for: a message stands in the timeline.
struct PinRequest: Sendable, Hashable, JSONDecodable {
    /// Who says so; `nil` for the owner of the key.
    var author: String?

    init(_ body: JSONReader) throws {
        try body.object(allowing: ["author"])
        author = try body.optionalLine("author", length: 1...200)
    }
}
