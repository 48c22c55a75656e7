public import FoundationEssentials

/// A comment on something that a document says.
public struct NativeComment: Sendable, Hashable {
    /// UUIDv7; the order of the comments.
    public var id: UUID
    /// The document.
    public var document: UUID
    /// The version that says what is quoted.
    public var version: Int
    /// What it is about, as the document says it: 1 to 1,000 characters.
    public var quote: String
    /// Whether the newest version still says so.
    public var isAnchored: Bool
    /// 1 to 2,000 characters.
    public var text: String
    /// Who wrote it.
    public var author: String
    /// When it was written, by the database's clock.
    public var createdAt: Date
    /// When it was resolved, if it has no assignee and was.
    public var resolvedAt: Date?
    /// Who resolved it.
    public var resolvedBy: String?
}
