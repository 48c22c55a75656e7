extension Connection {
    /// Sends the statements with one sync and waits for their results. When the task is cancelled, they are cancelled on
    /// the server and their end is waited for, unless `isCancellable` is false.
    nonisolated func run(
        _ statements: [EncodedStatement], kind: StatementGroup.Kind, isCancellable: Bool = true,
        dropsPlans: Bool = false
    ) async throws(PostgresError) -> [PostgresResult] {
        let ticket = Ticket()
        return try await outcome(cancelledBy: isCancellable ? ticket : nil) {
            await withCheckedContinuation { continuation in
                self.submit(
                    .group(
                        StatementGroup(
                            statements: statements, kind: kind, ticket: ticket, continuation: continuation,
                            dropsPlans: dropsPlans)))
            }
        }
    }

    /// Runs what cannot be pipelined.
    nonisolated func run(
        _ kind: ExclusiveOperation.Kind, session: UInt64, commits: Bool
    ) async throws(PostgresError) -> ExclusiveSuccess {
        if case .script(let text) = kind, text.utf8.contains(0) {
            throw PostgresError(.invalidStatement, "the script contains a zero byte")
        }
        let ticket = Ticket()
        return try await outcome(cancelledBy: ticket) {
            await withCheckedContinuation { continuation in
                self.submit(
                    .exclusive(
                        ExclusiveOperation(
                            kind: kind, session: session, commits: commits, ticket: ticket,
                            continuation: continuation)))
            }
        }
    }

    /// Returns the session's settings to what they were when it was opened, and drops the plans that a script made the
    /// connection forget.
    nonisolated func reset(session: UInt64) async {
        let statements = ["reset role", "reset all", "deallocate all"].map { EncodedStatement(plain: SQL(trusted: $0)) }
        await settle(statements, session: session, dropsPlans: true)
    }

    /// Ends a transaction that nobody knows of.
    nonisolated func rollback(session: UInt64) async {
        await settle([EncodedStatement(plain: SQL(trusted: "rollback"))], session: session)
    }

    /// Puts the session in order, or gives it up; also when the task has been cancelled.
    private nonisolated func settle(
        _ statements: [EncodedStatement], session: UInt64, dropsPlans: Bool = false
    ) async {
        do throws(PostgresError) {
            _ = try await run(
                statements, kind: .part(session: session), isCancellable: false, dropsPlans: dropsPlans)
        } catch {
            submit(.discard(session: session))
        }
    }

    private nonisolated func outcome<Success: Sendable>(
        cancelledBy ticket: Ticket?, _ operation: () async -> Result<Success, PostgresError>
    ) async throws(PostgresError) -> Success {
        guard let ticket else { return try await operation().get() }
        let result = await withTaskCancellationHandler(operation: operation) {
            ticket.cancel()
            self.submit(.cancel(ticket))
        }
        return try result.get()
    }
}
