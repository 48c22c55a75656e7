public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Conferences as pages: with the organisation's bridge when it named one, and with who said to be there.
public struct NativeConferencing: Conferencing {
    let store: NativeStore
    let settings: NativeSettings

    /// `native`, the name in every configuration.
    public var name: String { ProviderSettings.native }
    /// True: the effect key is unique in the table, so a second creation answers with the first one's row.
    public var isIdempotent: Bool { true }

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "conference", noun: "conference", collection: "conferences",
            find: "select id from native.conference where effect_key = $1",
            archive: "update native.conference set archived_at = coalesce(archived_at, now()) where id = $1")
    }

    /// Looks the row of the key up; the search is current.
    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    /// Makes the conference with a room of its own, and the bridge of the organisation's settings.
    public func create(_ draft: ConferenceDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await table.create(
            """
            with made as (
                insert into native.conference (id, effect_key, title, room, join_url, dial_in)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (effect_key) do update set effect_key = excluded.effect_key
                returning id
            ), members as (
                insert into native.conference_member (conference_id, email)
                select made.id, member.email from made, unnest($7::text[]) as member (email)
                on conflict do nothing
            )
            select id from made
            """
        ) {
            let id = UUID.v7()
            let room = Self.room(of: id)
            return [
                .uuid(id), .text(key.description), .text(draft.title), .text(room),
                .init(settings.bridge(room: room)), .init(settings.bridgeDialIn), .textArray(draft.members),
            ]
        }
    }

    /// The room of a conference. Whoever knows it is in: its name is as hard to guess as the id's random half.
    static func room(of id: UUID) -> String {
        "muster-" + UUIDText.string(from: id).suffix(17).filter { $0 != "-" }
    }

    /// Ends the conference. It refuses with `not-found` what is no conference's id.
    public func archive(_ externalID: String) async throws(ProviderError) {
        try await table.archive(externalID)
    }
}
