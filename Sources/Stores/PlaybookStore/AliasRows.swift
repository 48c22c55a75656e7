public import FoundationEssentials
public import IncidentStore
public import Postgres

/// A name for a version of a playbook, or for two that share its executions.
public struct PlaybookAlias: Sendable, Hashable {
    /// The playbook's name.
    public var playbook: String
    /// 1 to 80 of A-Z, a-z, 0-9, -, _ and ., not digits alone.
    public var name: String
    /// What it is for; at most 256 characters.
    public var description: String
    /// The version that ``weight`` of 100 executions start with.
    public var version: Int
    /// 0 to 100.
    public var weight: Int
    /// The version that the others start with; `nil` when all start with ``version``.
    public var otherVersion: Int?
    /// By the database's clock.
    public var createdAt: Date
    /// By the database's clock.
    public var changedAt: Date

    /// An alias that is not stored yet.
    public init(
        playbook: String, name: String, description: String, version: Int, weight: Int = 100, otherVersion: Int? = nil
    ) {
        self.playbook = playbook
        self.name = name
        self.description = description
        self.version = version
        self.weight = weight
        self.otherVersion = otherVersion
        createdAt = Date()
        changedAt = createdAt
    }

    init(_ row: PostgresRow) throws(PostgresError) {
        playbook = try row.decode("playbook")
        name = try row.decode("name")
        description = try row.decode("description")
        version = try row.decode("version")
        weight = try row.decode("weight")
        otherVersion = try row.decode("other_version")
        createdAt = try row.decode("created_at")
        changedAt = try row.decode("changed_at")
    }

    /// The version that an execution starts with.
    /// - Parameter number: 0 to 99, drawn for this execution.
    public func version(drawing number: Int) -> Int { number < weight ? version : otherVersion ?? version }
}

/// The rows of `playbook_runner.playbook_alias`.
public enum AliasRows {
    private static let columns = """
        select playbook, name, description, version, weight, other_version, created_at, changed_at
        from playbook_runner.playbook_alias
        """

    /// The alias of this name; `nil` when there is none.
    public static func alias(
        _ name: String, of playbook: String, in database: some Querying
    ) async throws -> PlaybookAlias? {
        try await database.query(
            Statement(
                SQL(trusted: "\(columns) where playbook = $1 and name = $2"), [.text(playbook), .text(name)])
        ).first.map { row in try PlaybookAlias(row) }
    }

    /// A part of a playbook's aliases, by name.
    public static func list(
        of playbook: String, after cursor: String?, limit: Int, in database: some Querying
    ) async throws -> Page<PlaybookAlias> {
        let rows = try await database.query(
            Statement(
                SQL(trusted: "\(columns) where playbook = $1 and name > $2 order by name limit $3"),
                [.text(playbook), .text(cursor ?? ""), .int(limit + 1)]))
        let found = try rows.map { row in try PlaybookAlias(row) }
        let shown = Array(found.prefix(limit))
        return Page(items: shown, nextCursor: found.count > limit ? shown.last?.name : nil)
    }

    /// Writes an alias, unless the playbook has one of this name; returns its `name` when it did.
    public static func insert(_ alias: PlaybookAlias) -> Statement {
        Statement(
            """
            insert into playbook_runner.playbook_alias (playbook, name, description, version, weight, other_version)
            values ($1, $2, $3, $4, $5, $6) on conflict (playbook, name) do nothing returning name
            """, values(alias))
    }

    /// Writes what an alias stands for now; returns its `name` when there is one.
    public static func update(_ alias: PlaybookAlias) -> Statement {
        Statement(
            """
            update playbook_runner.playbook_alias
            set description = $3, version = $4, weight = $5, other_version = $6, changed_at = now()
            where playbook = $1 and name = $2 returning name
            """, values(alias))
    }

    /// Takes an alias away; returns its `name` when there was one.
    public static func delete(_ name: String, of playbook: String) -> Statement {
        Statement(
            "delete from playbook_runner.playbook_alias where playbook = $1 and name = $2 returning name",
            [.text(playbook), .text(name)])
    }

    private static func values(_ alias: PlaybookAlias) -> [PostgresValue] {
        [
            .text(alias.playbook), .text(alias.name), .text(alias.description), .int4(Int32(clamping: alias.version)),
            .int4(Int32(clamping: alias.weight)), alias.otherVersion.map { .int4(Int32(clamping: $0)) } ?? .null,
        ]
    }
}
