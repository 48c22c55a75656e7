public import FoundationEssentials
import IncidentStore
public import JSON
import Postgres
public import Tasks

/// A row of `core.task_step`.
public struct TaskStepRecord: Sendable, Hashable, JSONEncodable {
    /// When it happened.
    public var at: Date
    /// Who or what did it.
    public var actor: String
    /// What happened.
    public var step: TaskStep

    /// Reads a row of ``TaskRows``.
    init(_ row: PostgresRow) throws(PostgresError) {
        at = try row.decode("at")
        actor = try row.decode("actor")
        step = try TaskStep(row.enumeration("kind"), row.decode("text"))
    }

    /// `at`, `kind`, `actor` and `text`.
    public var json: JSON {
        ["at": at.json, "kind": .string(step.kind.rawValue), "actor": .string(actor), "text": .string(step.text)]
    }
}
