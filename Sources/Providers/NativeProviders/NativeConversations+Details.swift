import Encodings
public import FoundationEssentials
public import Postgres

/// What is kept beside messages: answers to commands, mentions and pins. Whoever only says something needs no right to any of it.
extension NativeConversations {
    /// The incident whose conversation it is; `nil` for one of none.
    public func incident(of conversation: UUID, in database: some Querying) async throws -> UUID? {
        try await database.query(
            Statement("select incident_id from native.conversation where id = $1", [.uuid(conversation)])
        ).first?.decode("incident_id")
    }

    /// Messages with whom they name, who pinned them, and what they were answered.
    public func detailed(_ messages: [NativeMessage], in database: some Querying) async throws -> [NativeMessage] {
        if messages.isEmpty { return [] }
        let ids = PostgresValue.uuidArray(messages.map(\.id))
        let results = try await database.pipeline([
            Statement("select message_id, email from native.mention where message_id = any($1) order by email", [ids]),
            Statement("select message_id, pinned_by from native.pin where message_id = any($1)", [ids]),
            Statement("select message_id, text, is_private from native.answer where message_id = any($1)", [ids]),
        ])
        var mentions: [UUID: [String]] = [:]
        for row in results[0] { mentions[try row.decode("message_id"), default: []].append(try row.decode("email")) }
        var pins: [UUID: String] = [:]
        for row in results[1] { pins[try row.decode("message_id")] = try row.decode("pinned_by") }
        var answers: [UUID: NativeAnswer] = [:]
        for row in results[2] {
            answers[try row.decode("message_id")] = NativeAnswer(
                try row.decode("text"), isPrivate: try row.decode("is_private"))
        }
        return messages.map { message in
            var message = message
            message.mentions = mentions[message.id] ?? []
            message.pinnedBy = pins[message.id]
            message.answer = answers[message.id]
            return message
        }
    }

    /// Keeps whom a message names.
    public static func mention(_ emails: [String], in message: UUID) -> Statement {
        Statement(
            """
            insert into native.mention (message_id, email) select $1, email from unnest($2::text[]) as e (email)
            on conflict do nothing
            """, [.uuid(message), .textArray(emails)])
    }

    /// Keeps what a command was answered; it stands in the conversation as well unless it is private.
    public func answer(
        _ message: UUID, in conversation: UUID, with answer: NativeAnswer, within transaction: some Querying
    ) async throws {
        _ = try await transaction.query(
            Statement(
                "insert into native.answer (message_id, text, is_private) values ($1, $2, $3)",
                [.uuid(message), .text(answer.text), .bool(answer.isPrivate)]))
        guard !answer.isPrivate else { return }
        _ = try await say(
            answer.text, author: "Muster", in: UUIDText.string(from: conversation),
            key: "answer/\(UUIDText.string(from: message))", within: transaction)
    }

    /// A message of a conversation.
    /// - Throws: ``NativeError`` when there is no such message in it, or `PostgresError`.
    public func message(
        _ id: UUID, in idOrName: String, within transaction: some Querying
    ) async throws -> (message: NativeMessage, conversation: UUID) {
        let conversation = try await self.id(idOrName, in: transaction)
        let rows = try await transaction.query(
            Statement(
                "select id, author, text, posted_at from native.message where id = $1 and conversation_id = $2",
                [.uuid(id), .uuid(conversation)]))
        guard let row = rows.first else { throw NativeError.notFound("message", UUIDText.string(from: id)) }
        return (try Self.message(row), conversation)
    }

    /// Pins a message.
    /// - Returns: whether it was not pinned before.
    public static func pin(_ message: UUID, by actor: String, in transaction: some Querying) async throws -> Bool {
        try await transaction.query(
            Statement(
                """
                insert into native.pin (message_id, pinned_by) values ($1, $2)
                on conflict do nothing returning message_id
                """, [.uuid(message), .text(actor)])
        ).first != nil
    }
}
