public import FoundationEssentials
public import JSON
import Postgres

/// A group as people and programs read it.
public struct NativeGroup: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; its text is the external id.
    public var id: UUID
    /// The incident's name in lower case, such as `inc-17`; also the local part of the address.
    public var name: String
    /// The incident's name and title; of a restricted one its type instead of the title.
    public var title: String
    /// Mail that Muster sends here goes to each member.
    public var address: String
    /// Mail addresses, in the order of joining.
    public var members: [String]
    /// Its page under the public address.
    public var url: String
    /// When the database made its row.
    public var createdAt: Date
    /// When mail to it stopped reaching its members; `nil` while it does.
    public var archivedAt: Date?

    /// `id`, `name`, `title`, `address`, `members`, `url`, `created_at` and `archived_at`; what is `nil` is null.
    public var json: JSON {
        [
            "id": id.json, "name": .string(name), "title": .string(title), "address": .string(address),
            "members": members.json, "url": .string(url), "created_at": createdAt.json,
            "archived_at": .optional(archivedAt),
        ]
    }
}

extension NativeGroups {
    /// The group with this id.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func group(_ externalID: String) async throws -> NativeGroup {
        let id = try store.id(externalID, of: "group")
        let results = try await store.database.pipeline([
            Statement(
                "select name, title, address, created_at, archived_at from native.mail_group where id = $1",
                [.uuid(id)]),
            Statement(
                "select email from native.mail_group_member where group_id = $1 order by joined_at, email",
                [.uuid(id)]),
        ])
        guard let row = results[0].first else { throw NativeError.notFound("group", externalID) }
        return NativeGroup(
            id: id, name: try row.decode("name"), title: try row.decode("title"), address: try row.decode("address"),
            members: try results[1].map { try $0.decode("email") }, url: store.url("groups", id),
            createdAt: try row.decode("created_at"), archivedAt: try row.decode("archived_at"))
    }

    /// Whom mail to an address reaches, by address: what the sender of mail expands it to.
    /// - Returns: `nil` when the address is no group's, or its group was archived.
    public func members(ofAddress address: String) async throws -> [String]? {
        let rows = try await store.database.query(
            """
            select m.email from native.mail_group g
            left join native.mail_group_member m on m.group_id = g.id
            where g.address = $1 and g.archived_at is null order by m.email
            """, [.text(address.lowercased())])
        guard !rows.isEmpty else { return nil }
        return try rows.compactMap { row in try row.decode("email", as: String?.self) }
    }
}
