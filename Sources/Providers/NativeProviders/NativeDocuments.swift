public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Documents as rows, every version of them.
public struct NativeDocuments: Documents {
    let store: NativeStore

    public var name: String { ProviderSettings.native }
    public var isIdempotent: Bool { true }

    public func findDocument(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await store.perform("document.find") {
            try await store.row("select id from native.document where effect_key = $1", [.text(key.description)])
                .map { row in try store.object(row, in: "documents") }
        }
    }

    public func createDocument(_ draft: DocumentDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await store.perform("document.create") {
            try Self.check(draft.body)
            let folder = try draft.folder.map { folder throws(NativeError) in try store.id(folder, of: "folder") }
            let rows = try await store.database.query(
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
                """,
                [
                    .uuid(.v7()), .text(key.description), .text(draft.title), .text(draft.format.rawValue),
                    .init(folder), .text(draft.body),
                ])
            return try store.object(rows[0], in: "documents")
        }
    }

    public func updateDocument(_ externalID: String, to body: String) async throws(ProviderError) {
        try await store.perform("document.update") {
            _ = try await write(body, author: "Muster", document: externalID, basedOn: nil)
        }
    }

    public func archiveDocument(_ externalID: String) async throws(ProviderError) {
        try await store.perform("document.archive") {
            let id = try store.id(externalID, of: "document")
            let result = try await store.database.query(
                "update native.document set archived_at = coalesce(archived_at, now()) where id = $1", [.uuid(id)])
            guard result.affectedRows == 1 else { throw NativeError.notFound("document", externalID) }
        }
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
