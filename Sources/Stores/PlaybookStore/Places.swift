public import FoundationEssentials
public import Postgres

/// Places of playbooks of which only so many executions may run at a time: who has one, and who waits for one.
public enum Places {
    /// Takes these playbooks' rows to the transaction's end, in one order for all, so that places are counted by one at a time.
    /// The second statement, which sees what those committed who had the rows before, returns `playbook` and how many of its
    /// executions have begun and not ended, as `running`.
    public static func count(_ playbooks: [String]) -> [Statement] {
        [
            Statement(
                "select name from playbook_runner.playbook where name = any($1) order by name for update",
                [.textArray(playbooks)]),
            Statement(
                """
                select p.name as playbook, p.max_running, (select count(*) from playbook_runner.execution e
                    where e.playbook = p.name and e.status = 'RUNNING' and e.state is not null) as running
                from playbook_runner.playbook p where p.name = any($1)
                """, [.textArray(playbooks)]),
        ]
    }

    /// The executions of a playbook that wait for a place, the first first.
    /// - Parameter other: one that is not looked for.
    public static func waiting(
        _ playbook: String, but other: [UUID] = [], limit: Int, in database: some Querying
    ) async throws -> [UUID] {
        try await database.query(
            Statement(
                """
                select id from playbook_runner.execution
                where playbook = $1 and status = 'RUNNING' and state is null and paused_at is null and id <> all($2)
                order by id limit $3
                """, [.text(playbook), .uuidArray(other), .int(limit)])
        ).map { row in try row.decode("id") }
    }
}
