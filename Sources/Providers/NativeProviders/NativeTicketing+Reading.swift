public import FoundationEssentials
public import JSON
import Postgres

/// A ticket as people and programs read it.
public struct NativeTicket: Sendable, Hashable, JSONEncodable {
    /// UUIDv7; its text is the external id.
    public var id: UUID
    /// The incident's name and title; of a restricted one its type instead of the title.
    public var title: String
    /// The incident's description, people and links to its places; of a restricted one no description.
    public var description: String
    /// The incident's status.
    public var status: String
    /// The incident's severity, as its level is called in the configuration.
    public var severity: String
    /// The incident's priority, as its level is called in the configuration.
    public var priority: String
    /// The commander's mail address; `nil` while there is no commander.
    public var assignee: String?
    /// Its page under the public address.
    public var url: String
    /// When the database made its row.
    public var createdAt: Date
    /// When its contents changed last.
    public var updatedAt: Date
    /// When the incident's places were archived; `nil` before.
    public var archivedAt: Date?

    /// `id`, `title`, `description`, `status`, `severity`, `priority`, `assignee`, `url`, `created_at`, `updated_at`
    /// and `archived_at`; what is `nil` is null.
    public var json: JSON {
        [
            "id": id.json, "title": .string(title), "description": .string(description), "status": .string(status),
            "severity": .string(severity), "priority": .string(priority), "assignee": .optional(assignee),
            "url": .string(url), "created_at": createdAt.json, "updated_at": updatedAt.json,
            "archived_at": .optional(archivedAt),
        ]
    }
}

extension NativeTicketing {
    /// The ticket with this id.
    /// - Throws: ``NativeError`` when there is none, or `PostgresError`.
    public func ticket(_ externalID: String) async throws -> NativeTicket {
        let id = try store.id(externalID, of: "ticket")
        let found = try await store.row(
            """
            select title, description, status, severity, priority, assignee, created_at, updated_at, archived_at
            from native.ticket where id = $1
            """, [.uuid(id)])
        guard let row = found else { throw NativeError.notFound("ticket", externalID) }
        return NativeTicket(
            id: id, title: try row.decode("title"), description: try row.decode("description"),
            status: try row.decode("status"), severity: try row.decode("severity"),
            priority: try row.decode("priority"), assignee: try row.decode("assignee"), url: store.url("tickets", id),
            createdAt: try row.decode("created_at"), updatedAt: try row.decode("updated_at"),
            archivedAt: try row.decode("archived_at"))
    }
}
