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

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "storage", noun: "folder", collection: "files",
            find: "select id from native.folder where effect_key = $1",
            archive: "update native.folder set archived_at = coalesce(archived_at, now()) where id = $1")
    }

    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    public func create(_ draft: FolderDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await table.create(
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
            """
        ) {
            [.uuid(.v7()), .text(key.description), .text(draft.name), .textArray(draft.members)]
        }
    }

    public func archive(_ externalID: String) async throws(ProviderError) {
        try await table.archive(externalID)
    }

    public func add(_ email: String, to externalID: String) async throws(ProviderError) {
        try await table.member(
            "add-member",
            "insert into native.folder_member (folder_id, email) values ($1, $2) on conflict do nothing", email,
            externalID)
    }

    public func remove(_ email: String, from externalID: String) async throws(ProviderError) {
        try await table.member(
            "remove-member", "delete from native.folder_member where folder_id = $1 and email = $2", email, externalID)
    }
}
