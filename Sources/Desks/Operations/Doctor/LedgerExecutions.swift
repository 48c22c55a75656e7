public import JSON
import Postgres

/// What became of every execution of a playbook: it ended, or something will have it go on.
public struct LedgerExecutions: Sendable, Equatable {
    /// All that were ever started.
    public internal(set) var started = 0
    /// Those that ended, however.
    public internal(set) var ended = 0
    /// Those that go on, wait, or are paused.
    public internal(set) var open = 0
    /// Those that nothing will ever have go on, one object each.
    public internal(set) var missing: [JSON] = []

    /// As commands show it.
    public var json: JSON {
        ["started": .int(started), "ended": .int(ended), "open": .int(open), "missing": .array(missing)]
    }

    /// - Returns: `nil` when nothing was ever started.
    static func read(_ client: PostgresClient) async throws -> LedgerExecutions? {
        let there = try await client.query("select to_regclass('playbook_runner.execution') is not null as present")
        guard try there.first?.decode("present", as: Bool.self) == true else { return nil }
        let counts = try await client.query(
            """
            select count(*) as started, count(*) filter (where status = 'RUNNING') as open
              from playbook_runner.execution
            """)
        var executions = LedgerExecutions()
        guard let row = counts.first else { return nil }
        executions.started = try row.decode("started")
        guard executions.started > 0 else { return nil }
        executions.missing = try await missing(client)
        executions.open = try row.decode("open", as: Int.self) - executions.missing.count
        executions.ended = executions.started - executions.open - executions.missing.count
        return executions
    }

    /// What neither waits for a step nor for a time, and has not moved for a minute; messages have been settled by then.
    private static func missing(_ client: PostgresClient) async throws -> [JSON] {
        let rows = try await client.query(
            """
            select e.id::text as id, e.playbook
              from playbook_runner.execution e
             where e.status = 'RUNNING' and e.paused_at is null
               and not exists (
                   select from playbook_runner.task t where t.execution_id = e.id and t.status in ('open', 'answered'))
               and not exists (
                   select from playbook_runner.timer t where t.key like 'execution/' || e.id || '/%')
               and not (e.state is null and exists (
                   select from playbook_runner.playbook p where p.name = e.playbook and p.max_running is not null))
               and greatest(e.started_at, (
                   select max(h.at) from playbook_runner.history h where h.execution_id = e.id)) < now() - interval '1 minute'
             limit 1000
            """)
        return try rows.map { row in
            [
                "kind": "execution", "id": .string(try row.decode("id")), "worker": "playbook-runner",
                "reason": .string(
                    "the playbook \(try row.decode("playbook", as: String.self)) waits for nothing and does not go on: stop it, and redrive it"
                ),
            ]
        }
    }
}
