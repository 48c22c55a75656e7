public import FoundationEssentials
public import IncidentStore
public import JSON
public import Postgres
import StatesLanguage

/// The rows of `playbook_runner.history`, as clients of AWS Step Functions read them: in both directions.
public enum HistoryRows {
    /// A part of an execution's history.
    /// - Parameters:
    ///   - number: of the last event that is known; `nil` for the beginning.
    ///   - isReversed: the newest first.
    ///   - limit: of one page, 1 to 1,000.
    public static func page(
        of execution: UUID, beyond number: Int?, isReversed: Bool, limit: Int, in database: some Querying
    ) async throws -> Page<JSON> {
        let bound = number.map { PostgresValue.int4(Int32(clamping: $0)) } ?? .null
        let statement =
            isReversed
            ? Statement(
                """
                select number, event from playbook_runner.history
                where execution_id = $1 and number < coalesce($2::int4, 2147483647) order by number desc limit $3
                """, [.uuid(execution), bound, .int(limit + 1)])
            : Statement(
                """
                select number, event from playbook_runner.history
                where execution_id = $1 and number > coalesce($2::int4, 0) order by number limit $3
                """, [.uuid(execution), bound, .int(limit + 1)])
        let rows = try await database.query(statement)
        let shown = rows.prefix(limit)
        let events = try shown.map { row in
            try JSON.parse(row.decode("event", as: String.self), limits: Execution.storedLimits)
        }
        let last = try shown.last.map { row in try row.decode("number", as: Int.self) }
        return Page(items: events, nextCursor: rows.count > limit ? last.map(String.init) : nil)
    }

    /// How often an execution was driven again, and when last.
    public static func redrives(
        of execution: UUID, in database: some Querying
    ) async throws -> (count: Int, last: Date?) {
        let rows = try await database.query(
            Statement(
                """
                select count(*) as count, max(at) as last from playbook_runner.history
                where execution_id = $1 and type = 'ExecutionRedriven'
                """, [.uuid(execution)]))
        guard let row = rows.first else { return (0, nil) }
        return (try row.decode("count"), try row.decode("last"))
    }
}
