public import FoundationEssentials
public import JSON
import Postgres

/// A ticket as people and programs read it.
public struct NativeTicket: Sendable, Hashable, JSONEncodable {
    public var id: UUID
    public var title: String
    public var description: String
    public var status: String
    public var severity: String
    public var priority: String
    public var assignee: String?
    public var url: String
    public var createdAt: Date
    public var updatedAt: Date
    public var archivedAt: Date?

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
