import Synchronization

/// Runs a transaction on the connection that it has leased.
final class TransactionCore: Sendable {
    private let connection: Connection
    private let session: UInt64
    private let state = Mutex(TransactionState())

    init(_ lease: Pool.Lease) {
        connection = lease.connection
        session = lease.grant.session
    }

    func run(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        let (encoded, prefix) = try encode(statements)
        do throws(PostgresError) {
            let results = try await connection.run(encoded, kind: .part(session: session))
            return Array(results.dropFirst(prefix))
        } catch {
            note(error)
            throw error
        }
    }

    func commit(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        let (encoded, prefix) = try encode(statements + [Statement("commit")])
        do throws(PostgresError) {
            let results = try await connection.run(encoded, kind: .commit(session: session))
            state.withLock { $0.end() }
            // The server answers the commit of a transaction in which a statement had failed with ROLLBACK.
            guard results.last?.commandTag == "COMMIT" else {
                throw PostgresError(
                    .server, "a statement of the transaction had failed, so it was rolled back",
                    sqlState: .transactionFailed)
            }
            return Array(results.dropFirst(prefix).dropLast())
        } catch {
            note(error)
            throw error
        }
    }

    func run(_ kind: ExclusiveOperation.Kind) async throws(PostgresError) -> Int {
        if case .script = kind { state.withLock { $0.noteScript() } }
        guard let prefix = state.withLock({ $0.takePrefix() }) else { throw PostgresError.transactionEnded }
        do throws(PostgresError) {
            if !prefix.isEmpty {
                _ = try await connection.run(
                    prefix.map { EncodedStatement(plain: $0.sql) }, kind: .part(session: session))
            }
            let success = try await connection.run(kind, session: session, commits: false)
            guard !success.isIdle else {
                state.withLock { $0.end() }
                throw PostgresError(.invalidStatement, "the script ended the transaction that it was run in")
            }
            return success.affectedRows
        } catch {
            note(error)
            throw error
        }
    }

    func beginSavepoint() -> TransactionState.Savepoint {
        state.withLock { $0.beginSavepoint() }
    }

    func release(_ savepoint: TransactionState.Savepoint) {
        state.withLock { $0.release(savepoint) }
    }

    /// Undoes the savepoint's work, also when the task has been cancelled.
    func rollback(to savepoint: TransactionState.Savepoint) async {
        let statements = state.withLock { $0.rollback(to: savepoint) }
        if statements.isEmpty { return }
        // When that fails the transaction has failed, and the server refuses what follows.
        _ = try? await send(statements)
    }

    /// Commits what has been done, if it has not been committed yet.
    func finish() async throws(PostgresError) {
        if state.withLock({ $0.isBegun }) { _ = try await commit([]) }
    }

    /// Rolls back, if the transaction is still open; also when the task has been cancelled.
    func abandon() async {
        guard state.withLock({ $0.isBegun }) else { return }
        state.withLock { $0.end() }
        do throws(PostgresError) {
            try await send([Statement("rollback")])
        } catch {
            connection.submit(.discard(session: session))
        }
    }

    /// Returns the session's settings to what they were, if a script may have changed them.
    func reset() async {
        if state.withLock({ $0.mustReset }) { await connection.reset(session: session) }
    }

    private func encode(_ statements: [Statement]) throws(PostgresError) -> ([EncodedStatement], prefix: Int) {
        // Encoding may fail, and then nothing has been sent.
        var encoded: [EncodedStatement] = []
        for statement in statements { try encoded.append(EncodedStatement(statement)) }
        guard let prefix = state.withLock({ $0.takePrefix() }) else { throw PostgresError.transactionEnded }
        return (prefix.map { EncodedStatement(plain: $0.sql) } + encoded, prefix.count)
    }

    /// After an error, the transaction goes on (to a savepoint) only when the server says that it has it open: statements
    /// sent outside of it would be committed one by one.
    private func note(_ error: PostgresError) {
        if !error.leavesTransactionOpen { state.withLock { $0.refuse() } }
    }

    @discardableResult
    private func send(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        try await connection.run(
            statements.map { EncodedStatement(plain: $0.sql) }, kind: .part(session: session), isCancellable: false)
    }
}
