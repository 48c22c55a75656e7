public import FoundationEssentials
public import JSON

/// A conversation as people and programs read it, without its messages.
public struct NativeConversation: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var name: String
    public var topic: String
    public var isPrivate: Bool
    /// Mail addresses, in the order of joining.
    public var members: [String]
    /// By title.
    public var bookmarks: [NativeBookmark]
    public var url: String
    public var createdAt: Date
    public var archivedAt: Date?

    public var json: JSON {
        [
            "id": id.json, "name": .string(name), "topic": .string(topic), "private": .bool(isPrivate),
            "members": members.json, "bookmarks": bookmarks.json, "url": .string(url), "created_at": createdAt.json,
            "archived_at": .optional(archivedAt),
        ]
    }
}

/// A link that everybody of a conversation finds.
public struct NativeBookmark: Sendable, Hashable, JSONEncodable {
    public var title: String
    public var url: String

    public var json: JSON { ["title": .string(title), "url": .string(url)] }
}

/// Something said in a conversation.
public struct NativeMessage: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; the order of the conversation.
    public var id: UUID
    public var author: String
    public var text: String
    public var postedAt: Date

    public var json: JSON {
        ["id": id.json, "author": .string(author), "text": .string(text), "posted_at": postedAt.json]
    }
}
