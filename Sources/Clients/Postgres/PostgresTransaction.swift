/// A transaction under way; valid inside the closure it is passed to.
public struct PostgresTransaction: Sendable {
    private let core: TransactionCore

    init(_ core: TransactionCore) {
        self.core = core
    }

    /// Runs one statement.
    public func query(_ statement: Statement) async throws(PostgresError) -> PostgresResult {
        try await core.run([statement])[0]
    }

    /// Runs one statement.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await query(Statement(sql, binds))
    }

    /// Runs the statements in one round trip.
    public func pipeline(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        statements.isEmpty ? [] : try await core.run(statements)
    }

    /// Runs the statements together with `commit`, in one round trip. Nothing may follow in this transaction.
    /// - Returns: the results of the statements.
    /// - Throws: ``PostgresError``; when the connection is lost meanwhile, ``PostgresError/isOutcomeUnknown`` is set.
    @discardableResult
    public func queryAndCommit(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        try await core.commit(statements)
    }

    /// Runs `body` under a savepoint: when it throws, only what it did is undone and the transaction goes on.
    public func savepoint<Result: Sendable>(
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let savepoint = core.beginSavepoint()
        do {
            let result = try await body(self)
            core.release(savepoint)
            return result
        } catch {
            await core.rollback(to: savepoint)
            throw error
        }
    }

    /// Copies rows into a table within this transaction; see ``PostgresClient/copy(into:columns:rows:)``.
    @discardableResult
    public func copy(
        into table: SQL, columns: [SQL], rows: some Sequence<[PostgresValue]> & Sendable
    ) async throws(PostgresError) -> Int {
        try await core.run(.copy(CopyRequest(table: table, columns: columns, rows: rows)))
    }

    /// Runs a script of any number of statements without binds within this transaction. It must not contain `begin`,
    /// `commit` or `rollback`.
    public func simple(script: SQL) async throws(PostgresError) {
        _ = try await core.run(.script(script.text))
    }
}
