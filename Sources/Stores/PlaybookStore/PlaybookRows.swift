public import IncidentStore
public import Postgres

/// The rows of `playbook_runner.playbook` and `playbook_runner.playbook_version`.
public enum PlaybookRows {
    fileprivate static let columns = """
        select v.playbook, v.number, v.digest, v.machine, v.source, v.applied_at, v.applied_by,
            v.input_schema
        from playbook_runner.playbook_version v
        """

    /// The current version of a playbook, or the one with this number; `nil` when there is none.
    public static func version(
        of playbook: String, number: Int? = nil, in database: some Querying
    ) async throws -> PlaybookVersion? {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) join playbook_runner.playbook p on p.name = v.playbook
                        where v.playbook = $1 and v.number = coalesce($2::int4, p.current)
                        """), [.text(playbook), number.map { .int4(Int32(clamping: $0)) } ?? .null]
            )
        ).first.map { row in try PlaybookVersion(row) }
    }

    /// Versions with these names and numbers.
    public static func versions(
        _ wanted: [(playbook: String, number: Int)], in database: some Querying
    ) async throws -> [PlaybookVersion] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) where (v.playbook, v.number) in (select * from unnest($1::text[], $2::int4[]))
                        """),
                [.textArray(wanted.map(\.playbook)), .int4Array(wanted.map { Int32(clamping: $0.number) })]
            )
        ).map { row in try PlaybookVersion(row) }
    }

    /// All versions of a playbook, the newest first.
    public static func versions(of playbook: String, in database: some Querying) async throws -> [PlaybookVersion] {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where v.playbook = $1 order by v.number desc limit 1000"), [.text(playbook)]
            )
        ).map { row in try PlaybookVersion(row) }
    }

    /// The current versions of all playbooks, by name.
    /// - Parameters:
    ///   - cursor: `Page.nextCursor` of the page before.
    ///   - limit: of one page, 1 to 200.
    public static func list(
        after cursor: String? = nil, limit: Int, in database: some Querying
    ) async throws -> Page<PlaybookVersion> {
        let rows = try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) join playbook_runner.playbook p on p.name = v.playbook and p.current = v.number
                        where p.name > $1 order by p.name limit $2
                        """), [.text(cursor ?? ""), .int(limit + 1)]))
        let found = try rows.map { row in try PlaybookVersion(row) }
        let shown = Array(found.prefix(limit))
        return Page(items: shown, nextCursor: found.count > limit ? shown.last?.playbook : nil)
    }

    // MARK: Writing

    /// Makes the playbook's row when there is none, and takes it to the transaction's end; the second statement returns the number
    /// of its newest version as `newest`, `null` when it has none yet.
    public static func lock(_ playbook: String) -> [Statement] {
        [
            Statement(
                "insert into playbook_runner.playbook (name, current) values ($1, 1) on conflict (name) do nothing",
                [.text(playbook)]),
            Statement("select name from playbook_runner.playbook where name = $1 for update", [.text(playbook)]),
            Statement(
                "select max(number) as newest from playbook_runner.playbook_version where playbook = $1",
                [.text(playbook)]),
        ]
    }

    /// Writes a version and makes it the current one.
    public static func insert(_ version: PlaybookVersion) -> [Statement] {
        let number = PostgresValue.int4(Int32(clamping: version.number))
        return [
            Statement(
                """
                insert into playbook_runner.playbook_version
                    (playbook, number, digest, machine, source, applied_at, applied_by, input_schema)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    .text(version.playbook), number, .bytea(version.digest), .text(version.machine),
                    .text(version.source), .timestamptz(version.appliedAt), .text(version.appliedBy),
                    .init(version.inputSchema),
                ]),
            Statement(
                "update playbook_runner.playbook set current = $2 where name = $1", [.text(version.playbook), number]),
        ]
    }
}

extension PlaybookRows {
    /// The current versions of these playbooks, of those that there are.
    public static func current(_ playbooks: [String], in database: some Querying) async throws -> [PlaybookVersion] {
        try await database.query(
            Statement(
                SQL(
                    trusted: """
                        \(columns) join playbook_runner.playbook p on p.name = v.playbook and p.current = v.number
                        where p.name = any($1)
                        """), [.textArray(playbooks)])
        ).map { row in try PlaybookVersion(row) }
    }

    /// Says how many executions of a playbook may run; `nil` for any number. Returns its `name` when there is one.
    public static func limit(_ playbook: String, to limit: Int?) -> Statement {
        Statement(
            """
            update playbook_runner.playbook p set max_running = $2 where p.name = $1
                and exists (select from playbook_runner.playbook_version v where v.playbook = p.name)
            returning p.name
            """, [.text(playbook), limit.map { .int4(Int32(clamping: $0)) } ?? .null])
    }

    /// How many executions of a playbook may run; `nil` for any number.
    public static func limit(of playbook: String, in database: some Querying) async throws -> Int? {
        let rows = try await database.query(
            Statement("select max_running from playbook_runner.playbook where name = $1", [.text(playbook)]))
        return try rows.first?.decode("max_running", as: Int?.self) ?? nil
    }
}
