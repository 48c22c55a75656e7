public import Capabilities
import Encodings
import FoundationEssentials
import Incident
import Organisation
import Postgres

/// Groups as rows. A group's address is one of a domain that the organisation named; mail that Muster sends there goes to
/// each member, see ``members(ofAddress:)``.
public struct NativeGroups: Groups {
    let store: NativeStore
    let domain: String

    public var name: String { ProviderSettings.native }
    public var isIdempotent: Bool { true }

    public func findGroup(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await store.perform("group.find") {
            try await store.row(
                "select id, address from native.mail_group where effect_key = $1", [.text(key.description)]
            ).map(group)
        }
    }

    public func createGroup(_ draft: GroupDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await store.perform("group.create") {
            let address = "\(draft.name)@\(domain)".lowercased()
            guard Person.isAddress(address) else {
                throw NativeError(.invalid, "`\(address)` is no mail address.")
            }
            let rows = try await store.database.query(
                """
                with made as (
                    insert into native.mail_group (id, effect_key, name, title, address)
                    values ($1, $2, $3, $4, $5)
                    on conflict (effect_key) do update set effect_key = excluded.effect_key
                    returning id, address
                ), members as (
                    insert into native.mail_group_member (group_id, email)
                    select made.id, member.email from made, unnest($6::text[]) as member (email)
                    on conflict do nothing
                )
                select id, address from made
                """,
                [
                    .uuid(.v7()), .text(key.description), .text(draft.name), .text(draft.title), .text(address),
                    .textArray(draft.members),
                ])
            return try group(rows[0])
        }
    }

    public func archiveGroup(_ externalID: String) async throws(ProviderError) {
        try await store.perform("group.archive") {
            let id = try store.id(externalID, of: "group")
            let result = try await store.database.query(
                "update native.mail_group set archived_at = coalesce(archived_at, now()) where id = $1", [.uuid(id)])
            guard result.affectedRows == 1 else { throw NativeError.notFound("group", externalID) }
        }
    }

    public func addMember(_ email: String, toGroup externalID: String) async throws(ProviderError) {
        try await store.perform("group.add-member") {
            let id = try store.id(externalID, of: "group")
            _ = try await store.database.query(
                "insert into native.mail_group_member (group_id, email) values ($1, $2) on conflict do nothing",
                [.uuid(id), .text(email)])
        }
    }

    public func removeMember(_ email: String, fromGroup externalID: String) async throws(ProviderError) {
        try await store.perform("group.remove-member") {
            let id = try store.id(externalID, of: "group")
            _ = try await store.database.query(
                "delete from native.mail_group_member where group_id = $1 and email = $2", [.uuid(id), .text(email)])
        }
    }

    private func group(_ row: PostgresRow) throws(PostgresError) -> ExternalObject {
        var object = try store.object(row, in: "groups")
        object.address = try row.decode("address")
        return object
    }
}
