public import FoundationEssentials
import IncidentStore
public import Postgres
public import StatesLanguage

/// An execution whose row the runner holds: what it is, how it stands, and what people want of it.
public struct HeldExecution: Sendable, Hashable {
    /// What people want of an execution.
    public enum Wish: Sendable, Hashable {
        /// It is to end, for this reason.
        case stop(ErrorOutput)
        /// It is to go on where it failed.
        case redrive
    }

    /// How people see it.
    public var record: ExecutionRecord
    /// The interpreter's state between two steps, as JSON; `nil` before the first.
    public var state: String?
    /// The secret behind its random values and task tokens.
    public var seed: String
    /// Timers that rang while it was paused.
    public var due: [Int]
    /// What the runner has not seen to yet.
    public var wish: Wish?
    /// Who wants that.
    public var wishedBy: String?
    /// How many executions of its playbook may run; `nil` for any number.
    public var limit: Int?
    /// The database's clock, at the beginning of the transaction.
    public var now: Date

    init(_ row: PostgresRow) throws(PostgresError) {
        record = try ExecutionRecord(row)
        state = try row.decode("state")
        seed = try row.decode("seed")
        due = try row.decode("due", as: [Int32].self).map { Int($0) }
        wishedBy = try row.decode("wanted_by")
        switch try row.decode("wanted", as: String?.self) {
        case "stop":
            wish = .stop(ErrorOutput(error: try row.decode("wanted_error"), cause: try row.decode("wanted_cause")))
        case "redrive": wish = .redrive
        default: wish = nil
        }
        limit = try row.decode("max_running")
        now = try row.decode("now")
    }

    /// Takes the rows to the transaction's end, in the order of their ids.
    public static func hold(_ ids: [UUID], in database: some Querying) async throws -> [HeldExecution] {
        try await database.query(
            Statement(
                """
                select e.id, e.playbook, e.version, e.name, e.status, e.paused_at is not null as paused, e.incident_id,
                    (select i.name from core.incident i where i.id = e.incident_id) as incident, e.alert_id,
                    e.investigation_id, e.is_duplicate,
                    (select v.status from playbook_runner.investigation v where v.id = e.investigation_id)
                        as investigation_status,
                    (select p.max_running from playbook_runner.playbook p where p.name = e.playbook) as max_running,
                    e.input, e.output, e.error, e.cause, e.started_by, e.started_at, e.stopped_at, e.active, e.events, e.state,
                    e.seed, e.due, e.wanted, e.wanted_by, e.wanted_error, e.wanted_cause, now() as now
                from playbook_runner.execution e where e.id = any($1) order by e.id for update
                """, [.uuidArray(ids)]
            )
        ).map { row in try HeldExecution(row) }
    }
}
