import Encodings
public import FoundationEssentials
import Incident
public import Postgres

extension NativeConversations {
    /// How many characters a message may have.
    public static let messageLimit = 20_000

    /// The conversation with this id or name.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func conversation(_ idOrName: String) async throws -> NativeConversation {
        let id = try await id(idOrName)
        let results = try await store.database.pipeline([
            Statement(
                "select name, topic, is_private, created_at, archived_at from native.conversation where id = $1",
                [.uuid(id)]),
            Statement(
                "select email from native.conversation_member where conversation_id = $1 order by joined_at, email",
                [.uuid(id)]),
            Statement("select title, url from native.bookmark where conversation_id = $1 order by title", [.uuid(id)]),
        ])
        let row = results[0][0]
        return NativeConversation(
            id: id, name: try row.decode("name"), topic: try row.decode("topic"),
            isPrivate: try row.decode("is_private"), members: try results[1].map { try $0.decode("email") },
            bookmarks: try results[2].map {
                NativeBookmark(title: try $0.decode("title"), url: try $0.decode("url"))
            },
            url: store.url("conversations", id), createdAt: try row.decode("created_at"),
            archivedAt: try row.decode("archived_at"))
    }

    /// Messages, the oldest first.
    /// - Parameters:
    ///   - after: the last message that is known; `nil` to begin with the first.
    ///   - limit: 1 to 500.
    public func messages(
        in idOrName: String, after: UUID? = nil, limit: Int = 100
    ) async throws -> [NativeMessage] {
        let id = try await id(idOrName)
        let rows = try await store.database.query(
            """
            select id, author, text, posted_at from native.message
            where conversation_id = $1 and ($2::uuid is null or id > $2) order by id limit $3
            """, [.uuid(id), .init(after), .int(min(max(limit, 1), 500))])
        return try rows.map(Self.message)
    }

    /// The newest messages, the oldest of them first.
    public func newestMessages(in idOrName: String, limit: Int) async throws -> [NativeMessage] {
        let id = try await id(idOrName)
        let rows = try await store.database.query(
            """
            select id, author, text, posted_at from native.message
            where conversation_id = $1 order by id desc limit $2
            """, [.uuid(id), .int(limit)])
        return try rows.map(Self.message).reversed()
    }

    /// Says something.
    /// - Parameters:
    ///   - key: the same in every try, so that it is said once.
    /// - Throws: ``NativeError`` when there is no such conversation, it was archived, or the text is empty or too long.
    public func say(_ text: String, author: String, in idOrName: String, key: String?) async throws -> NativeMessage {
        try await say(text, author: author, in: id(idOrName), key: key)
    }

    /// What saying something came to.
    public struct Said: Sendable, Hashable {
        /// The message; that of an earlier try, if there was one.
        public var message: NativeMessage
        /// The conversation.
        public var conversation: UUID
        /// Whether it was said now, and not by an earlier try.
        public var isNew: Bool
    }

    /// Says something in a transaction of the caller's; else as ``say(_:author:in:key:)``.
    public func say(
        _ text: String, author: String, in idOrName: String, key: String?, within transaction: some Querying
    ) async throws -> Said {
        let id = try await id(idOrName, in: transaction)
        let (message, isNew) = try await say(text, author: author, in: id, key: key, database: transaction)
        return Said(message: message, conversation: id, isNew: isNew)
    }

    /// Adds somebody; adding a member again changes nothing.
    public func join(_ email: String, conversation idOrName: String) async throws {
        let id = try await id(idOrName)
        _ = try await store.database.query(
            "insert into native.conversation_member (conversation_id, email) values ($1, $2) on conflict do nothing",
            [.uuid(id), .text(email)])
    }

    func say(_ text: String, author: String, in id: UUID, key: String?) async throws -> NativeMessage {
        try await say(text, author: author, in: id, key: key, database: store.database).message
    }

    private func say(
        _ text: String, author: String, in id: UUID, key: String?, database: some Querying
    ) async throws -> (message: NativeMessage, isNew: Bool) {
        guard !text.isEmpty, text.unicodeScalars.count <= Self.messageLimit, !text.contains("\0") else {
            throw NativeError(.invalid, "A message has 1 to \(Self.messageLimit) characters.")
        }
        // The second statement sees what the first made, or the message of an earlier try that it did not repeat.
        let message = UUID.v7()
        let results = try await database.pipeline([
            Statement(
                """
                insert into native.message (id, conversation_id, effect_key, author, text)
                select $1, id, $3, $4, $5 from native.conversation where id = $2 and archived_at is null
                on conflict (conversation_id, effect_key) do nothing
                """, [.uuid(message), .uuid(id), .init(key), .text(author), .text(text)]),
            Statement(
                """
                select id, author, text, posted_at from native.message
                where id = $1 or (conversation_id = $2 and effect_key = $3)
                """, [.uuid(message), .uuid(id), .init(key)]),
        ])
        guard let row = results[1].first else {
            throw NativeError(.archived, "The conversation was archived and can only be read.")
        }
        return (try Self.message(row), results[0].affectedRows == 1)
    }

    static func message(_ row: PostgresRow) throws(PostgresError) -> NativeMessage {
        NativeMessage(
            id: try row.decode("id"), author: try row.decode("author"), text: try row.decode("text"),
            postedAt: try row.decode("posted_at"))
    }
}
