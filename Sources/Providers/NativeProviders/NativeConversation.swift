public import FoundationEssentials
public import JSON

/// A conversation as people and programs read it, without its messages.
public struct NativeConversation: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; its text is the external id. That of `general` is fixed.
    public var id: UUID
    /// Unique among conversations, such as `inc-17`: it does wherever an id is asked for.
    public var name: String
    /// One line: of an incident's, who leads and how bad it is.
    public var topic: String
    /// Whether it is meant for members only: a restricted incident's.
    public var isPrivate: Bool
    /// Mail addresses, in the order of joining.
    public var members: [String]
    /// By title.
    public var bookmarks: [NativeBookmark]
    /// Its page under the public address.
    public var url: String
    /// When the database made its row.
    public var createdAt: Date
    /// When it became read-only; `nil` while people talk.
    public var archivedAt: Date?

    /// `id`, `name`, `topic`, `private`, `members`, `bookmarks`, `url`, `created_at` and `archived_at`; what is `nil`
    /// is null.
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
    /// Unique in the conversation: a second link with it replaces the first.
    public var title: String
    /// Where the link leads.
    public var url: String

    /// `title` and `url`.
    public var json: JSON { ["title": .string(title), "url": .string(url)] }
}

/// Something said in a conversation.
public struct NativeMessage: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; the order of the conversation.
    public var id: UUID
    /// Who said it: `Muster`, or the name that whoever posted it was known by.
    public var author: String
    /// 1 to 20,000 characters.
    public var text: String
    /// When it was said, by the database's clock.
    public var postedAt: Date
    /// The mail addresses of those whom it names.
    public var mentions: [String] = []
    /// Who pinned it to the timeline; `nil` while nobody has.
    public var pinnedBy: String?
    /// The answer to the command that it is; `nil` for what is none.
    public var answer: NativeAnswer?

    /// `id`, `author`, `text`, `posted_at`, `mentions`, `pinned_by` and `answer`; what is `nil` is null.
    public var json: JSON {
        [
            "id": id.json, "author": .string(author), "text": .string(text), "posted_at": postedAt.json,
            "mentions": mentions.json, "pinned_by": .optional(pinnedBy), "answer": .optional(answer?.json),
        ]
    }
}

/// What a command was answered.
public struct NativeAnswer: Sendable, Hashable, JSONEncodable {
    /// 1 to 20,000 characters.
    public var text: String
    /// Whether it is for the author of the command alone; any other stands in the conversation, too.
    public var isPrivate: Bool

    /// An answer of this text.
    public init(_ text: String, isPrivate: Bool) {
        self.text = text
        self.isPrivate = isPrivate
    }

    /// `text` and `private`.
    public var json: JSON { ["text": .string(text), "private": .bool(isPrivate)] }
}
