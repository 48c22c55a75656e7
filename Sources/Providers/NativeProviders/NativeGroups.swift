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

    /// `native`, the name in every configuration.
    public var name: String { ProviderSettings.native }
    /// True: the effect key is unique in the table, so a second creation answers with the first one's row.
    public var isIdempotent: Bool { true }

    private var table: NativeTable {
        NativeTable(
            store: store, operations: "group", noun: "group", collection: "groups",
            find: "select id, address from native.mail_group where effect_key = $1",
            archive: "update native.mail_group set archived_at = coalesce(archived_at, now()) where id = $1",
            hasAddress: true)
    }

    /// Looks the row of the key up; the search is current.
    public func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await table.find(key)
    }

    /// Makes the group with its members. It refuses with `invalid` a name that makes no mail address with the domain,
    /// and with `name-taken` an address that another group has.
    public func create(_ draft: GroupDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        try await table.create(
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
            """
        ) {
            guard let address = Self.address(of: draft.name, in: domain) else {
                throw NativeError(.invalid, "`\(draft.name)@\(domain)` is no mail address.")
            }
            return [
                .uuid(.v7()), .text(key.description), .text(draft.name), .text(draft.title), .text(address),
                .textArray(draft.members),
            ]
        }
    }

    /// The address of the group of a name; `nil` when the two make none.
    static func address(of name: String, in domain: String) -> String? {
        let address = "\(name)@\(domain)".lowercased()
        return Person.isAddress(address) ? address : nil
    }

    /// Ends the delivery of mail to its members. It refuses with `not-found` what is no group's id.
    public func archive(_ externalID: String) async throws(ProviderError) {
        try await table.archive(externalID)
    }

    /// Lets the person in, and notes when; adding a member again changes nothing.
    public func add(_ email: String, to externalID: String) async throws(ProviderError) {
        try await table.member(
            "add-member",
            "insert into native.mail_group_member (group_id, email) values ($1, $2) on conflict do nothing", email,
            externalID)
    }

    /// Takes the person out; the next mail does not reach them.
    public func remove(_ email: String, from externalID: String) async throws(ProviderError) {
        try await table.member(
            "remove-member", "delete from native.mail_group_member where group_id = $1 and email = $2", email,
            externalID)
    }
}
