public import FoundationEssentials
import IncidentStore
public import Postgres

/// A row of `playbook_runner.step`: what came of a step, each time it ended. Append-only.
public struct StepOutcome: Sendable, Hashable {
    /// How a step ended.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It did what it was to do.
        case done
        /// It did not.
        case failed
        /// Nobody answered in time.
        case timedOut = "timed_out"
    }

    /// The last event of the execution's history when it ended, from 1: the order of outcomes.
    public var number: Int
    /// The name of the state.
    public var state: String
    /// Who did it; `nil` for a state that is no task, and when nobody is known to.
    public var integration: String?
    /// How it ended.
    public var kind: Kind
    /// What is told of it: an answer, a status, an error; at most 500 characters. Never a payload.
    public var detail: String?

    /// An outcome with all that is known of it.
    public init(number: Int, state: String, integration: String?, kind: Kind, detail: String? = nil) {
        self.number = number
        self.state = state
        self.integration = integration
        self.kind = kind
        self.detail = detail.map { String($0.prefix(500)) }
    }

    init(_ row: PostgresRow) throws(PostgresError) {
        number = try row.decode("number")
        state = try row.decode("state")
        integration = try row.decode("integration")
        kind = try row.enumeration("outcome")
        detail = try row.decode("detail")
    }

    /// Writes what came of the steps of an execution.
    public static func append(_ outcomes: [StepOutcome], of execution: UUID) -> Statement {
        Statement(
            """
            insert into playbook_runner.step (execution_id, number, state, integration, outcome, detail)
            select $1, * from unnest($2::int4[], $3::text[], $4::text[], $5::text[], $6::text[])
            on conflict do nothing
            """,
            [
                .uuid(execution), .int4Array(outcomes.map { Int32(clamping: $0.number) }),
                .textArray(outcomes.map(\.state.storable)), .textArray(outcomes.map { $0.integration?.storable }),
                .textArray(outcomes.map(\.kind.rawValue)), .textArray(outcomes.map { $0.detail?.storable }),
            ])
    }

    /// What came of the steps of an execution, in its order.
    /// - Parameter limit: of the first ones.
    public static func first(
        _ limit: Int, of execution: UUID, in database: some Querying
    ) async throws -> [StepOutcome] {
        try await database.query(
            Statement(
                """
                select number, state, integration, outcome, detail from playbook_runner.step
                where execution_id = $1 order by number limit $2
                """, [.uuid(execution), .int(limit)])
        ).map { row in try StepOutcome(row) }
    }

    /// What came of each state of an execution last, in the order in which that happened.
    public static func last(of execution: UUID, in database: some Querying) async throws -> [StepOutcome] {
        try await database.query(
            Statement(
                """
                select * from (
                    select distinct on (state) number, state, integration, outcome, detail from playbook_runner.step
                    where execution_id = $1 order by state, number desc
                ) as latest order by number
                """, [.uuid(execution)])
        ).map { row in try StepOutcome(row) }
    }
}
