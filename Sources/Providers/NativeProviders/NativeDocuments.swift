public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Documents as rows, every version of them.
public struct NativeDocuments: Documents {
    let store: NativeStore

    /// `native`, the name in every configuration.
    public var name: String { ProviderSettings.native }
    /// True: the effect key is unique in the table, so a second creation answers with the first one's row.
    public var isIdempotent: Bool { true }

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "document", noun: "document", collection: "documents",
            find: "select id from native.document where effect_key = $1",
            archive: "update native.document set archived_at = coalesce(archived_at, now()) where id = $1")
    }

    /// Looks the row of the key up; the search is current.
    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    /// Makes the document with its first version, by `Muster`. It refuses with `too-large` or `invalid` what
    /// ``NativeError`` tells, and with `not-found` what is no folder's id.
    public func create(_ draft: DocumentDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await table.create(
            """
            with made as (
                insert into native.document (id, effect_key, title, format, folder_id)
                values ($1, $2, $3, $4, $5)
                on conflict (effect_key) do update set effect_key = excluded.effect_key
                returning id
            ), first_version as (
                insert into native.document_version (document_id, version, body, author)
                select made.id, 1, $6, 'Muster' from made
                on conflict do nothing
            )
            select id from made
            """
        ) {
            try Self.check(draft.body)
            let folder = try draft.folder.map { folder throws(NativeError) in try store.id(folder, of: "folder") }
            return [
                .uuid(.v7()), .text(key.description), .text(draft.title), .text(draft.format.rawValue),
                .init(folder), .text(draft.body),
            ]
        }
    }

    /// Writes a new version as `Muster` after whatever is the newest; what the newest says already makes none.
    public func update(_ externalID: String, to content: String) async throws(ProviderError) {
        try await store.perform("document.update") {
            _ = try await write(content, author: "Muster", document: externalID, basedOn: nil)
        }
    }

    /// Makes the document read-only. It refuses with `not-found` what is no document's id.
    public func archive(_ externalID: String) async throws(ProviderError) {
        try await table.archive(externalID)
    }

    /// Refuses what the database would.
    static func check(_ body: String) throws(NativeError) {
        guard body.utf8.count <= bodyLimit else {
            throw NativeError(.tooLarge, "A document has at most \(bodyLimit) bytes; this one has \(body.utf8.count).")
        }
        guard !body.utf8.contains(0) else {
            throw NativeError(.invalid, "A document has no null characters.")
        }
    }
}
