public import Contracts
public import FoundationEssentials
public import Postgres
import Synchronization

/// A transaction, and what is published because of it: facts that are announced, and commands that are given at once or later,
/// commit with the rows that they are about. ``Committer`` makes one.
public final class UnitOfWork: Querying {
    private struct Pending {
        var writes: [Statement] = []
        /// Those that go with the next query, since what is queried from now on is to see them.
        var due: [Statement] = []
        var outbox: [OutboxRow] = []
        var timers: [TimerRow] = []
        var cancelled: [String] = []
    }

    private let transaction: PostgresTransaction
    private let source: String
    private let pending = Mutex(Pending())

    /// - Parameter source: the process, as messages name their source: `/muster/notifier`.
    package init(_ transaction: PostgresTransaction, source: String) {
        self.transaction = transaction
        self.source = source
    }

    /// Runs one statement.
    public func query(_ sql: SQL, _ binds: [PostgresValue] = []) async throws(PostgresError) -> PostgresResult {
        try await query(Statement(sql, binds))
    }

    /// Runs one statement.
    public func query(_ statement: Statement) async throws(PostgresError) -> PostgresResult {
        let due = takeDue()
        if due.isEmpty { return try await transaction.query(statement) }
        return try await transaction.pipeline(due + [statement])[due.count]
    }

    /// Runs the statements in one round trip.
    public func pipeline(_ statements: [Statement]) async throws(PostgresError) -> [PostgresResult] {
        let due = takeDue()
        return Array(try await transaction.pipeline(due + statements).dropFirst(due.count))
    }

    private func takeDue() -> [Statement] {
        pending.withLock { pending in
            defer { pending.due = [] }
            return pending.due
        }
    }

    /// Ends a part of the work: what the next part queries sees all that this one has written.
    package func endPart() {
        pending.withLock { pending in
            pending.due += pending.writes
            pending.writes = []
        }
    }

    /// Runs a part of the work that can fail alone: when `body` throws, nothing of it is written, announced or scheduled, and the
    /// work goes on.
    func part<Value: Sendable>(_ body: (UnitOfWork) async throws -> Value) async throws -> Value {
        endPart()
        let due = takeDue()
        if !due.isEmpty { _ = try await transaction.pipeline(due) }
        let before = pending.withLock { $0 }
        do {
            return try await transaction.savepoint { transaction in
                let value = try await body(self)
                endPart()
                let due = takeDue()
                if !due.isEmpty { _ = try await transaction.pipeline(due) }
                return value
            }
        } catch {
            pending.withLock { $0 = before }
            throw error
        }
    }

    /// Runs a statement whose result nobody needs, in the round trip of the commit: after all that is queried.
    public func write(_ sql: SQL, _ binds: [PostgresValue]) {
        write(Statement(sql, binds))
    }

    /// Runs a statement whose result nobody needs, in the round trip of the commit: after all that is queried.
    public func write(_ statement: Statement) {
        pending.withLock { $0.writes.append(statement) }
    }

    /// Announces a fact: it is published after the commit, or never when there is none.
    /// - Returns: the message's id.
    @discardableResult
    public func announce(_ fact: some Fact, about subject: Subject) -> UUID {
        publish(fact, about: subject)
    }

    /// Announces facts.
    public func announce(_ announcements: [Announcement]) {
        for announcement in announcements { announce(announcement.fact, about: announcement.subject) }
    }

    /// Gives a command: it is published after the commit, or never when there is none.
    /// - Returns: the message's id.
    @discardableResult
    public func order(_ command: some Command, about subject: Subject) -> UUID {
        publish(command, about: subject)
    }

    /// Sends a message of playbooks: it is published after the commit, or never when there is none.
    /// - Parameter key: whom it is for; `nil` for the key of all messages of its kind.
    /// - Returns: the message's id.
    @discardableResult
    public func send(_ message: some PlaybookMessage, under key: String? = nil, about subject: Subject) -> UUID {
        publish(message, under: key, about: subject)
    }

    private func publish(_ message: some Message, under key: String? = nil, about subject: Subject) -> UUID {
        var row = OutboxRow(message, about: subject, source: source)
        if let key { row.routingKey = key }
        pending.withLock { $0.outbox.append(row) }
        return row.messageID
    }

    /// Publishes messages as they are, after the commit: what was published once and is to be published again.
    public func publishAgain(_ rows: [OutboxRow]) {
        pending.withLock { $0.outbox += rows }
    }

    /// Gives a command later. A timer with the same key is replaced, and the message of the new one has a greater generation.
    /// - Parameters:
    ///   - command: one of the worker's own.
    ///   - key: names the timer within its worker.
    ///   - delay: from the beginning of the transaction, by the database's clock.
    public func schedule(_ command: some Command, key: String, after delay: Duration, about subject: Subject) {
        schedule(TimerRow(command, key: key, due: .after(delay), about: subject))
    }

    /// Gives a command at a time, or at once when it has passed; else as ``schedule(_:key:after:about:)``.
    public func schedule(_ command: some Command, key: String, at time: Date, about subject: Subject) {
        schedule(TimerRow(command, key: key, due: .at(time), about: subject))
    }

    private func schedule(_ row: TimerRow) {
        pending.withLock { pending in
            // One statement sets them all, and may set each key once: the last one counts.
            pending.timers.removeAll { $0.key == row.key }
            pending.timers.append(row)
        }
    }

    /// Takes a timer back. It may be firing at this moment: what it announces must look at the rows.
    public func cancelTimer(key: String) {
        pending.withLock { pending in
            pending.timers.removeAll { $0.key == key }
            pending.cancelled.append(key)
        }
    }

    /// Writes what is still to be written and what was announced, and commits, in one round trip.
    /// - Returns: the rows to publish, and whether a timer was set.
    package func commit() async throws(PostgresError) -> Committed {
        let pending = pending.withLock { $0 }
        var all = pending.due + pending.writes
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
