public import FoundationEssentials
public import JSON

/// What `POST …/documents/{id}/comments` asks for.
public struct CommentRequest: Sendable, Hashable, JSONDecodable {
    /// What it is about, as the document says it: one line of 1 to 1,000 characters.
    public var quote: String
    /// One line of 1 to 2,000 characters.
    public var text: String
    /// Who has to do it, as `PersonSearch` finds people; with one it is a task.
    public var assignee: String?
    /// When it is to be done; for one with an assignee.
    public var due: Date?
    /// Who wrote it; the name of the key when nobody says.
    public var author: String?

    /// Reads the body of a request: `quote`, `text`, `assignee`, `due` and `author`.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["quote", "text", "assignee", "due", "author"])
        quote = try reader.line("quote", length: 1...1000)
        text = try reader.line("text", length: 1...2000)
        assignee = try reader.optionalLine("assignee", length: 1...254)
        due = try reader.optionalTimestamp("due")
        author = try reader.optionalLine("author", length: 1...200)
    }
}
