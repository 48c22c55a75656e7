public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Conversations as rows. Wherever an id is asked for, a conversation's name does as well: `general` is always there.
public struct NativeConversations: Conversations {
    let store: NativeStore

    /// `native`, the name in every configuration.
    public var name: String { ProviderSettings.native }
    /// True: effect keys are unique in the tables, so a second creation or post answers with the first one's row.
    public var isIdempotent: Bool { true }

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "conversation", noun: "conversation", collection: "conversations",
            find: "select id from native.conversation where effect_key = $1",
            archive: "update native.conversation set archived_at = coalesce(archived_at, now()) where id = $1")
    }

    /// Looks the row of the key up; the search is current.
    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    /// Makes the conversation with its members. It refuses with `name-taken` a name that another conversation has.
    public func create(_ draft: ConversationDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await table.create(
            """
            with made as (
                insert into native.conversation (id, effect_key, name, topic, is_private)
                values ($1, $2, $3, $4, $5)
                on conflict (effect_key) do update set effect_key = excluded.effect_key
                returning id
            ), members as (
                insert into native.conversation_member (conversation_id, email)
                select made.id, member.email from made, unnest($6::text[]) as member (email)
                on conflict do nothing
            )
            select id from made
            """
        ) {
            [
                .uuid(.v7()), .text(key.description), .text(draft.name), .text(draft.topic),
                .bool(draft.isPrivate), .textArray(draft.members),
            ]
        }
    }

    /// Makes the conversation read-only.
    public func archive(_ externalID: String) async throws(ProviderError) {
        try await store.perform("conversation.archive") {
            _ = try await store.database.query(table.archive, [.uuid(id(externalID))])
        }
    }

    /// Lets the person in, and notes when; adding a member again changes nothing.
    public func add(_ email: String, to externalID: String) async throws(ProviderError) {
        try await store.perform("conversation.add-member") { try await join(email, conversation: externalID) }
    }

    /// Takes the person out; what they said stays.
    public func remove(_ email: String, from externalID: String) async throws(ProviderError) {
        try await store.perform("conversation.remove-member") {
            _ = try await store.database.query(
                "delete from native.conversation_member where conversation_id = $1 and email = $2",
                [.uuid(id(externalID)), .text(email)])
        }
    }

    /// Looks for the message with this key in the conversation; the search is current.
    public func findPost(
        _ key: EffectKey, inConversation externalID: String
    ) async throws(ProviderError) -> ExternalObject? {
        try await store.perform("conversation.find-post") {
            let id = try await id(externalID)
            return try await store.row(
                "select id from native.message where conversation_id = $1 and effect_key = $2",
                [.uuid(id), .text(key.description)]
            ).map { row in try post(row, in: id) }
        }
    }

    /// Says something as `Muster`. It refuses with `not-found`, `archived` or `invalid` what ``NativeError`` tells.
    public func post(
        _ text: String, inConversation externalID: String, key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        try await store.perform("conversation.post") {
            let id = try await id(externalID)
            let message = try await say(text, author: "Muster", in: id, key: key.description)
            return ExternalObject(
                externalID: UUIDText.string(from: message.id), url: url(ofPost: message.id, in: id))
        }
    }

    /// Keeps the link under its title, instead of the one that was there.
    public func bookmark(
        _ title: String, url: String, inConversation externalID: String
    ) async throws(ProviderError) {
        try await store.perform("conversation.bookmark") {
            let result = try await store.database.query(
                """
                insert into native.bookmark (conversation_id, title, url)
                select id, $3, $4 from native.conversation where id = $1::uuid or name = $2
                on conflict (conversation_id, title) do update set url = excluded.url
                """, [.init(UUIDText.uuid(from: externalID)), .text(externalID), .text(title), .text(url)])
            guard result.affectedRows == 1 else { throw NativeError.notFound("conversation", externalID) }
        }
    }

    /// The id of the conversation with this id or name.
    func id(_ idOrName: String) async throws -> UUID {
        try await id(idOrName, in: store.database)
    }

    /// As the other, in a transaction.
    func id(_ idOrName: String, in database: some Querying) async throws -> UUID {
        let found = try await database.query(
            Statement(
                "select id from native.conversation where id = $1::uuid or name = $2",
                [.init(UUIDText.uuid(from: idOrName)), .text(idOrName)])
        ).first
        guard let row = found else { throw NativeError.notFound("conversation", idOrName) }
        return try row.decode("id")
    }

    private func post(_ row: PostgresRow, in conversation: UUID) throws(PostgresError) -> ExternalObject {
        let id: UUID = try row.decode("id")
        return ExternalObject(externalID: UUIDText.string(from: id), url: url(ofPost: id, in: conversation))
    }

    private func url(ofPost id: UUID, in conversation: UUID) -> String {
        "\(store.url("conversations", conversation))#\(UUIDText.string(from: id))"
    }
}
