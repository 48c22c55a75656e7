import FoundationEssentials
package import Postgres

/// The timers of a worker that are due: each is moved into the outbox by one instance, and its command published.
package struct Timers: Sendable {
    /// Timers that are moved in one transaction at most.
    package static let batchSize = 500

    let database: PostgresClient
    let worker: String

    /// - Parameter worker: the process, whose exchange the commands go to: `notifier`.
    package init(database: PostgresClient, worker: String) {
        self.database = database
        self.worker = worker
    }

    /// Moves up to ``batchSize`` timers that are due into the outbox, in one transaction.
    /// - Returns: the rows to publish, and how late the latest of them was, in seconds.
    package func moveDue() async throws -> (rows: [OutboxRow], lag: Double?) {
        try await database.transaction { transaction in
            let due = try await transaction.query(DueTimer.take(Self.batchSize)).map { try DueTimer($0) }
            let rows = due.map { OutboxRow($0, worker: worker, at: Date()) }
            try await transaction.queryAndCommit(rows.isEmpty ? [] : [OutboxRow.insert(rows)])
            return (rows, due.map(\.lag).max())
        }
    }

    /// Seconds until the next timer is due, by the database's clock, 0 and less for one that is; `nil` when there is none.
    package func untilNext() async throws -> Double? {
        let next = try await database.query("select extract(epoch from min(due) - now())::float8 as wait from timer")
        return try next.first?.decode("wait", as: Double?.self)
    }
}
