public import FoundationEssentials
public import JSON
public import Postgres
public import Tasks
import IncidentStore

/// A row of `core.task`, with its history where that was asked for.
public struct TaskRecord: Sendable, Hashable, JSONEncodable {
    /// UUIDv7.
    public var id: UUID
    /// The incident.
    public var incidentID: UUID
    /// `INC-17`.
    public var incident: String
    /// What its rules decide by.
    public var content: TaskContent
    /// Where it was made.
    public var source: TaskSource
    /// What it was made from, so that it is made once: `native/message/ID/0`; `nil` for what nobody reads twice.
    public var sourceKey: String?
    /// Where it was made, for a browser.
    public var url: String?
    /// When it was made.
    public var createdAt: Date
    /// Who made it.
    public var createdBy: String
    /// When a reminder went out last.
    public var remindedAt: Date?
    /// When the commander was told last that it is overdue.
    public var escalatedAt: Date?
    /// Rows of its history that there are.
    public var steps: Int
    /// Its history, in order.
    public var history: [TaskStepRecord] = []

    /// A task that is about to be made.
    public init(
        id: UUID, incidentID: UUID, incident: String, content: TaskContent, source: TaskSource, sourceKey: String?,
        url: String?, createdAt: Date, createdBy: String
    ) {
        self.id = id
        self.incidentID = incidentID
        self.incident = incident
        self.content = content
        self.source = source
        self.sourceKey = sourceKey
        self.url = url
        self.createdAt = createdAt
        self.createdBy = createdBy
        steps = 0
    }

    /// Reads a row of one of ``TaskRows``' statements.
    public init(_ row: PostgresRow) throws(PostgresError) {
        id = try row.decode("id")
        incidentID = try row.decode("incident_id")
        incident = try row.decode("incident")
        content = try TaskContent(
            text: row.decode("text"), state: row.enumeration("state"), owner: row.decode("owner"),
            assignees: row.decode("assignees"), due: row.decode("due"), dueSetAt: row.decode("due_set_at"),
            priority: row.enumeration("priority"), resolvedAt: row.decode("resolved_at"),
            resolvedBy: row.decode("resolved_by"))
        source = try row.enumeration("source")
        sourceKey = try row.decode("source_key")
        url = try row.decode("url")
        createdAt = try row.decode("created_at")
        createdBy = try row.decode("created_by")
        remindedAt = try row.decode("reminded_at")
        escalatedAt = try row.decode("escalated_at")
        steps = try row.decode("steps")
    }

    /// The task for callers.
    public var json: JSON {
        [
            "id": id.json, "incident": .string(incident), "text": .string(content.text),
            "state": .string(content.state.rawValue), "owner": .optional(content.owner),
            "assignees": content.assignees.json, "due": content.due.json,
            "priority": .string(content.priority.rawValue), "source": .string(source.rawValue), "url": .optional(url),
            "created_at": createdAt.json, "created_by": .string(createdBy), "reminded_at": .optional(remindedAt),
            "resolved_at": .optional(content.resolvedAt), "resolved_by": .optional(content.resolvedBy),
            "history": history.json,
        ]
    }
}
