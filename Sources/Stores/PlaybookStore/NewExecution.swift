public import FoundationEssentials
public import Postgres

/// An execution that is to be started.
public struct NewExecution: Sendable, Hashable {
    /// UUIDv7.
    public var id: UUID
    /// The playbook's name.
    public var playbook: String
    /// The version that it runs by.
    public var version: Int
    /// Unique among the executions of its playbook.
    public var name: String
    /// The incident that it is about.
    public var incident: UUID?
    /// The alert that starts it.
    public var alert: UUID?
    /// The investigation that it is a part of; `nil` for one that no event started.
    public var investigation: UUID?
    /// Whether that was under way when it was started.
    public var isDuplicate = false
    /// What it starts with, as JSON.
    public var input: String
    /// The secret behind its random values and task tokens: 16 to 64 characters.
    public var seed: String
    /// Who starts it.
    public var startedBy: String

    /// An execution with all that is known of it before its first step.
    public init(
        id: UUID, playbook: String, version: Int, name: String, incident: UUID?, alert: UUID?, input: String,
        seed: String, startedBy: String
    ) {
        self.id = id
        self.playbook = playbook
        self.version = version
        self.name = name
        self.incident = incident
        self.alert = alert
        self.input = input
        self.seed = seed
        self.startedBy = startedBy
    }

    /// Writes the row; returns it as `id` unless the playbook has an execution of this name.
    public var insert: Statement {
        Statement(
            """
            insert into playbook_runner.execution
                (id, playbook, version, name, incident_id, alert_id, input, seed, started_by, investigation_id,
                is_duplicate)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (playbook, name) do nothing returning id
            """,
            [
                .uuid(id), .text(playbook), .int4(Int32(clamping: version)), .text(name), .init(incident),
                .init(alert), .text(input), .text(seed), .text(startedBy), .init(investigation),
                .bool(isDuplicate),
            ])
    }
}
