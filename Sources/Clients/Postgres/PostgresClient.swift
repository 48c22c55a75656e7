public import Logging
public import ServiceLifecycle

/// A pool of pipelined connections.
///
/// Statements outside transactions share connections: many callers' statements are under way on one at the same time,
/// each committed on its own. A transaction has a connection to itself. ``run()`` opens the connections and must be
/// running; until it is, callers wait.
public final class PostgresClient: Service {
    private let pool: Pool
    private let waitsForDisk: Bool

    /// A client, which connects once it runs.
    public init(configuration: PostgresConfiguration, logger: Logger) {
        pool = Pool(configuration: configuration, logger: logger)
        waitsForDisk = true
    }

    private init(_ pool: Pool, waitsForDisk: Bool) {
        self.pool = pool
        self.waitsForDisk = waitsForDisk
    }

    /// The same connections, for what may be lost in a crash of the server: statements outside transactions commit without
    /// waiting for the disk (`synchronous_commit = off`). Everybody sees them at once; a crash within the next moment may
    /// undo them, in the order of their commits from the last one back, and the next commit that waits makes all before
    /// it durable. Only the client that this was made of is run.
    public var withoutWaitingForDisk: PostgresClient { PostgresClient(pool, waitsForDisk: false) }

    /// Runs `body` with a client that is running, and shuts it down afterwards; for commands and tests.
    public static func withClient<Result: Sendable>(
        configuration: PostgresConfiguration, logger: Logger, _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let client = PostgresClient(configuration: configuration, logger: logger)
        return try await withThrowingTaskGroup { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            return try await body(client)
        }
    }

    /// Keeps connections open until graceful shutdown or cancellation; on graceful shutdown, work under way is finished
    /// first.
    public func run() async throws {
        await pool.run()
    }

    /// Whether a connection to the server is open.
    public var isReady: Bool { pool.isReady }

    /// Callers that wait for a connection.
    public var waiting: Int { pool.waiting }

    /// Runs one statement, which commits by itself. Cancelling the task cancels it on the server.
    public func query(_ statement: Statement) async throws(PostgresError) -> PostgresResult {
        try await commit([statement])[0]
    }

    /// Runs one statement, which commits by itself. Cancelling the task cancels it on the server.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await query(Statement(sql, binds))
    }

    /// Runs the statements in one round trip as one transaction: all of them take effect, or none.
    public func pipeline(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        statements.isEmpty ? [] : try await commit(statements)
    }

    private static let letTheDiskBe = Statement("select set_config('synchronous_commit', 'off', true)")

    private func commit(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        if waitsForDisk { return try await pool.run(statements) }
        return Array(try await pool.run([Self.letTheDiskBe] + statements).dropFirst())
    }

    /// Runs `body` in a transaction on a connection of its own. It is committed when `body` returns and rolled back when
    /// it throws; `begin` travels with the first statement. Inside, use the transaction and not the client: waiting for
    /// a second connection while holding one can exhaust the pool.
    /// - Throws: what `body` throws, or ``PostgresError``. See ``PostgresError/isOutcomeUnknown``.
    public func transaction<Result: Sendable>(
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let lease = try await pool.acquire(.exclusive)
        defer { pool.release(lease) }
        let core = TransactionCore(lease)
        do {
            let result = try await body(PostgresTransaction(core))
            try await core.finish()
            await core.reset()
            return result
        } catch {
            await core.abandon()
            await core.reset()
            throw error
        }
    }

    /// Copies rows into a table in one go (`copy … from stdin`), which is by far the fastest way to load many.
    /// - Parameters:
    ///   - table: the table's name, with its schema: `"core.alert"`.
    ///   - columns: the columns' names; each row has a value for each, of exactly the column's type.
    ///   - rows: they are read while they are sent, so they need not be in memory at once.
    /// - Returns: the number of rows.
    @discardableResult
    public func copy(
        into table: SQL, columns: [SQL], rows: some Sequence<[PostgresValue]> & Sendable
    ) async throws(PostgresError) -> Int {
        let lease = try await pool.acquire(.exclusive)
        defer { pool.release(lease) }
        let request = CopyRequest(table: table, columns: columns, rows: rows)
        return try await lease.connection.run(.copy(request), session: lease.grant.session, commits: true).affectedRows
    }

    /// Runs a script of any number of statements without binds, as a migration's file is one. Unless it has `begin` and
    /// `commit` of its own, it is one transaction.
    public func simple(script: SQL) async throws(PostgresError) {
        let lease = try await pool.acquire(.exclusive)
        defer { pool.release(lease) }
        let (connection, session) = (lease.connection, lease.grant.session)
        do throws(PostgresError) {
            let success = try await connection.run(.script(script.text), session: session, commits: true)
            guard success.isIdle else {
                var error = PostgresError(.invalidStatement, "the script left a transaction open; it was rolled back")
                error.leavesTransactionOpen = true
                throw error
            }
            await connection.reset(session: session)
        } catch {
            if error.leavesTransactionOpen { await connection.rollback(session: session) }
            await connection.reset(session: session)
            throw error
        }
    }

    /// Listens on a connection of its own, from the first iteration until the iteration ends.
    /// - Parameter channels: the channels' names, as `notify` spells them.
    public func notifications(on channels: [String]) -> PostgresNotifications {
        PostgresNotifications(channels: channels, configuration: pool.configuration, logger: pool.logger)
    }
}
