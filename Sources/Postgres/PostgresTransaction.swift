/// A transaction under way; valid inside the closure it is passed to.
public struct PostgresTransaction: Sendable {
    private let connection: Connection

    init(on connection: Connection) {
        self.connection = connection
    }

    /// Runs one statement.
    public func query(_ statement: Statement) async throws(PostgresError) -> PostgresResult {
        try await pipeline([statement])[0]
    }

    /// Runs one statement.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await query(Statement(sql, binds))
    }

    /// Runs the statements in one round trip.
    public func pipeline(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        throw PostgresError(.closed, "not there yet")
    }

    /// Runs the statements together with `commit`, in one round trip. Nothing may follow in this transaction.
    /// - Throws: ``PostgresError``; when the connection is lost meanwhile, ``PostgresError/isOutcomeUnknown`` is set.
    @discardableResult
    public func queryAndCommit(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        throw PostgresError(.closed, "not there yet")
    }

    /// Runs `body` under a savepoint: when it throws, only what it did is undone and the transaction goes on.
    public func savepoint<Result: Sendable>(
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        try await body(self)
    }

    /// Copies rows into a table within this transaction; see ``PostgresClient/copy(into:columns:rows:)``.
    @discardableResult
    public func copy(
        into table: SQL, columns: [SQL], rows: some Sequence<[PostgresValue]> & Sendable
    ) async throws(PostgresError) -> Int {
        try await connection.copy(CopyRequest(table: table, columns: columns, rows: rows))
    }

    /// Runs a script of any number of statements without binds within this transaction.
    public func simple(script: SQL) async throws(PostgresError) {
        try await connection.simple(script)
    }

    func finish() async throws(PostgresError) {}

    func abandon() async {}
}
