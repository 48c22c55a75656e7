public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Folders and files as rows.
public struct NativeFileStorage: FileStorage {
    let store: NativeStore

    /// `native`, the name in every configuration.
    public var name: String { ProviderSettings.native }
    /// True: the effect key is unique in the table, so a second creation answers with the first one's row.
    public var isIdempotent: Bool { true }

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "storage", noun: "folder", collection: "files",
            find: "select id from native.folder where effect_key = $1",
            archive: "update native.folder set archived_at = coalesce(archived_at, now()) where id = $1")
    }

    /// Looks the row of the key up; the search is current.
    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    /// Makes an empty folder with its members.
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

    /// Makes the folder read-only, with its files. It refuses with `not-found` what is no folder's id.
    public func archive(_ externalID: String) async throws(ProviderError) {
        try await table.archive(externalID)
    }

    /// Lets the person in, and notes when; adding a member again changes nothing.
    public func add(_ email: String, to externalID: String) async throws(ProviderError) {
        try await table.member(
            "add-member",
            "insert into native.folder_member (folder_id, email) values ($1, $2) on conflict do nothing", email,
            externalID)
    }

    /// Takes the person out; the files they stored stay.
    public func remove(_ email: String, from externalID: String) async throws(ProviderError) {
        try await table.member(
            "remove-member", "delete from native.folder_member where folder_id = $1 and email = $2", email, externalID)
    }
}
