public import IncidentStore
public import Postgres

/// Playbooks as state machines: the rows of `playbook_runner.state_machine` beside those of playbooks.
public enum StateMachineRows {
    private static let columns = """
        select p.name, p.current, f.applied_at as created_at, m.type, m.role_arn
        from playbook_runner.playbook p
            join playbook_runner.playbook_version f on f.playbook = p.name and f.number = 1
            left join playbook_runner.state_machine m on m.playbook = p.name
        """

    /// The state machine of this name; `nil` when there is none.
    public static func machine(_ name: String, in database: some Querying) async throws -> StateMachineRecord? {
        try await database.query(Statement(SQL(trusted: "\(columns) where p.name = $1"), [.text(name)]))
            .first.map { row in try StateMachineRecord(row) }
    }

    /// A part of them, by name.
    /// - Parameters:
    ///   - cursor: `Page.nextCursor` of the page before.
    ///   - limit: of one page, 1 to 1,000.
    public static func list(
        after cursor: String?, limit: Int, in database: some Querying
    ) async throws -> Page<StateMachineRecord> {
        let rows = try await database.query(
            Statement(
                SQL(trusted: "\(columns) where p.name > $1 order by p.name limit $2"),
                [.text(cursor ?? ""), .int(limit + 1)]))
        let found = try rows.map { row in try StateMachineRecord(row) }
        let shown = Array(found.prefix(limit))
        return Page(items: shown, nextCursor: found.count > limit ? shown.last?.name : nil)
    }

    /// Notes type and role of a state machine.
    public static func put(_ name: String, _ kind: StateMachineRecord.Kind, role: String) -> Statement {
        Statement(
            """
            insert into playbook_runner.state_machine (playbook, type, role_arn) values ($1, $2, $3)
            on conflict (playbook) do update set type = excluded.type, role_arn = excluded.role_arn
            """, [.text(name), .text(kind.rawValue), .text(role)])
    }
}
