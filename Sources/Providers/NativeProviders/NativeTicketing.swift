public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Tickets as rows.
public struct NativeTicketing: Ticketing {
    let store: NativeStore

    /// `native`, the name in every configuration.
    public var name: String { ProviderSettings.native }
    /// True: the effect key is unique in the table, so a second creation answers with the first one's row.
    public var isIdempotent: Bool { true }

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "ticket", noun: "ticket", collection: "tickets",
            find: "select id from native.ticket where effect_key = $1",
            archive: "update native.ticket set archived_at = coalesce(archived_at, now()) where id = $1")
    }

    /// Looks the row of the key up; the search is current.
    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    /// Makes the ticket with what it says.
    public func create(_ draft: TicketDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await table.create(
            """
            insert into native.ticket
                (id, effect_key, title, description, status, severity, priority, assignee)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (effect_key) do update set effect_key = excluded.effect_key
            returning id
            """
        ) {
            [.uuid(.v7()), .text(key.description)] + Self.binds(draft)
        }
    }

    /// Makes the ticket say this instead of what it said. It refuses with `not-found` what is no ticket's id.
    public func update(_ externalID: String, to content: TicketDraft) async throws(ProviderError) {
        try await table.change("update", externalID) { id in
            let result = try await store.database.query(
                """
                update native.ticket
                set title = $2, description = $3, status = $4, severity = $5, priority = $6, assignee = $7,
                    updated_at = now()
                where id = $1
                """, [.uuid(id)] + Self.binds(content))
            guard result.affectedRows == 1 else { throw NativeError.notFound("ticket", externalID) }
        }
    }

    /// Marks the ticket as archived. It refuses with `not-found` what is no ticket's id.
    public func archive(_ externalID: String) async throws(ProviderError) {
        try await table.archive(externalID)
    }

    private static func binds(_ draft: TicketDraft) -> [PostgresValue] {
        [
            .text(draft.title), .text(draft.description), .text(draft.status), .text(draft.severity),
            .text(draft.priority), .init(draft.assignee),
        ]
    }
}
