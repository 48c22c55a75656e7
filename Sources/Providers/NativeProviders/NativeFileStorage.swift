public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Folders and files as rows.
public struct NativeFileStorage: FileStorage {
    let store: NativeStore

    public var name: String { ProviderSettings.native }
    public var isIdempotent: Bool { true }

    public func findFolder(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await store.perform("storage.find") {
            try await store.row("select id from native.folder where effect_key = $1", [.text(key.description)])
                .map { row in try store.object(row, in: "files") }
        }
    }

    public func createFolder(_ draft: FolderDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await store.perform("storage.create") {
            let rows = try await store.database.query(
                """
                with made as (
                    insert into native.folder (id, effect_key, name) values ($1, $2, $3)
                    on conflict (effect_key) do update set effect_key = excluded.effect_key
                    returning id
                ), members as (
                    insert into native.folder_member (folder_id, email)
                    select made.id, member.email from made, unnest($4::text[]) as member (email)
                    on conflict do nothing
                )
                select id from made
                """, [.uuid(.v7()), .text(key.description), .text(draft.name), .textArray(draft.members)])
            return try store.object(rows[0], in: "files")
        }
    }

    public func archiveFolder(_ externalID: String) async throws(ProviderError) {
        try await store.perform("storage.archive") {
            let id = try store.id(externalID, of: "folder")
            let result = try await store.database.query(
                "update native.folder set archived_at = coalesce(archived_at, now()) where id = $1", [.uuid(id)])
            guard result.affectedRows == 1 else { throw NativeError.notFound("folder", externalID) }
        }
    }

    public func addMember(_ email: String, toFolder externalID: String) async throws(ProviderError) {
        try await store.perform("storage.add-member") {
            let id = try store.id(externalID, of: "folder")
            _ = try await store.database.query(
                "insert into native.folder_member (folder_id, email) values ($1, $2) on conflict do nothing",
                [.uuid(id), .text(email)])
        }
    }

    public func removeMember(_ email: String, fromFolder externalID: String) async throws(ProviderError) {
        try await store.perform("storage.remove-member") {
            let id = try store.id(externalID, of: "folder")
            _ = try await store.database.query(
                "delete from native.folder_member where folder_id = $1 and email = $2", [.uuid(id), .text(email)])
        }
    }
}
