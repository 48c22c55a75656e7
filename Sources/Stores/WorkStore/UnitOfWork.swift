public import Contracts
public import FoundationEssentials
import JSON
public import Postgres
import Synchronization

/// The transaction in which a handler writes. What it announces and schedules commits with it.
public final class UnitOfWork: Querying {
    private struct Pending {
        var writes: [Statement] = []
        var outbox: [OutboxRow] = []
        var timers: [TimerRow] = []
        var cancelled: [String] = []
    }

    private let transaction: PostgresTransaction
    private let source: String
    private let pending = Mutex(Pending())

    /// - Parameter source: the process, as events name their source: `/muster/notifier`.
    public init(_ transaction: PostgresTransaction, source: String) {
        self.transaction = transaction
        self.source = source
    }

    /// Runs one statement.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await transaction.query(sql, binds)
    }

    /// Runs one statement.
    public func query(_ statement: Statement) async throws(PostgresError) -> PostgresResult {
        try await transaction.query(statement)
    }

    /// Runs the statements in one round trip.
    public func pipeline(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        try await transaction.pipeline(statements)
    }

    /// Runs a statement whose result nobody needs, in the round trip of the commit: after all that is queried.
    public func write(_ sql: SQL, _ binds: [PostgresValue]) {
        write(Statement(sql, binds))
    }

    /// Runs a statement whose result nobody needs, in the round trip of the commit: after all that is queried.
    public func write(_ statement: Statement) {
        pending.withLock { $0.writes.append(statement) }
    }

    /// Announces a message: it is published after the commit, or never when there is none.
    /// - Parameters:
    ///   - subject: the incident's name, or what else the message is about.
    ///   - correlationID: the incident's id.
    ///   - cause: the `traceparent` of the message or request that led to this one.
    /// - Returns: the message's id.
    @discardableResult
    public func announce<Body: Message>(
        _ message: Body, subject: String, correlationID: UUID?, cause: String?
    ) -> UUID {
        let row = OutboxRow(message, subject: subject, correlationID: correlationID, cause: cause, source: source)
        pending.withLock { $0.outbox.append(row) }
        return row.messageID
    }

    /// Announces a message later. A timer with the same key is replaced, and its generation grows.
    public func schedule<Body: Message>(
        _ message: Body, key: String, after delay: Duration, subject: String, correlationID: UUID?, cause: String?
    ) {
        let row = TimerRow(
            key: key, delay: delay, type: Body.type, subject: subject,
            correlationID: correlationID, traceparent: cause, data: message.json)
        pending.withLock { $0.timers.append(row) }
    }

    /// Takes a timer back. It may be firing at this moment: what it announces must look at the rows.
    public func cancelTimer(key: String) {
        pending.withLock { $0.cancelled.append(key) }
    }

    /// Writes what is still to be written and what was announced, and commits, in one round trip.
    /// - Returns: the rows to publish, and whether a timer was set.
    package func commit() async throws(PostgresError) -> Committed {
        let pending = pending.withLock { $0 }
        var all = pending.writes
        if !pending.outbox.isEmpty { all.append(OutboxRow.insert(pending.outbox)) }
        if !pending.cancelled.isEmpty { all.append(TimerRow.cancel(pending.cancelled)) }
        if !pending.timers.isEmpty { all.append(TimerRow.insert(pending.timers)) }
        try await transaction.queryAndCommit(all)
        return Committed(outbox: pending.outbox, setTimers: !pending.timers.isEmpty)
    }

    /// What a commit left to do.
    package struct Committed: Sendable {
        package var outbox: [OutboxRow]
        package var setTimers: Bool
    }
}
