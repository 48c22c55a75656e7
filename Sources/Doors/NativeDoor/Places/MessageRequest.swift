import JSON
import NativeProviders

/// What `POST …/messages` asks for.
struct MessageRequest: Sendable, Hashable, JSONDecodable {
    var text: String
    /// Who says it; `nil` for the owner of the key.
    var author: String?

    init(_ body: JSONReader) throws {
        try body.object(allowing: ["text", "author"])
        let length = 1...NativeConversations.messageLimit
        text = try body.text("text", length: length) ?? body.member("text").string(length: length)
        author = try body.optionalLine("author", length: 1...200)
    }
}
