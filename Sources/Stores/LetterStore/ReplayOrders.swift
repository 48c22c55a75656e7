package import FoundationEssentials
import Encodings
package import Postgres
package import WorkStore

/// The replays that operators ordered, as the dead-letter-keeper carries them out: batch by batch, each in one commit with
/// the rows of the outbox, so that whoever is killed leaves off exactly between two batches.
///
/// A selection is an order when it has a `due_at`, the time of its next batch. Its row is locked for the length of a batch:
/// any number of instances share the orders, and none does a batch of another.
package struct ReplayOrders: Sendable {
    /// What one batch has done.
    package struct Batch: Sendable {
        package var selection: UUID
        /// To be handed over to the relay now that they are committed.
        package var rows: [OutboxRow]
        /// Letters of earlier batches that have left the outbox.
        package var settled: Int
        /// Letters that stay where they are.
        package var refused: Int
    }

    private let database: PostgresClient
    private let batchSize: Int
    private let inFlight: Int

    /// - Parameters:
    ///   - database: connections of the keeper's role.
    ///   - batchSize: letters at most in one commit.
    ///   - inFlight: messages at most that wait in the outbox: they are in memory, and a broker that is away must not fill it.
    package init(database: PostgresClient, batchSize: Int = 500, inFlight: Int = 5000) {
        self.database = database
        self.batchSize = batchSize
        self.inFlight = inFlight
    }

    /// Does the next batch of the order that has been due the longest.
    /// - Returns: `nil` when none is due, or others are at those that are.
    package func next() async throws -> Batch? {
        try await database.transaction { transaction in
            guard let order = try await transaction.query(Order.claim).first.map(Order.init) else { return nil }
            let looks = try await transaction.pipeline([
                order.settle, order.letters(atMost: order.share(of: batchSize), inFlight: inFlight),
            ])
            var batch = Batch(selection: order.id, rows: [], settled: looks[0].affectedRows, refused: 0)
            let taken = try looks[1].map { try order.message($0, now: Date()) }
            batch.rows = taken.compactMap(\.row)
            batch.refused = taken.count - batch.rows.count
            var writes: [Statement] = []
            if !batch.rows.isEmpty { writes.append(OutboxRow.insert(batch.rows)) }
            if !taken.isEmpty { writes += order.note(taken) }
            // Waits for the disk: what went out under new ids would go out again under other ones.
            try await transaction.queryAndCommit(writes + [order.goOn(taken: taken.count, settled: batch.settled)])
            return batch
        }
    }

    /// Seconds until the next batch is due, by the database's clock; `nil` when no order is left.
    package func untilNext() async throws -> Double? {
        try await database.query(
            """
            select extract(epoch from min(due_at) - now())::float8 as wait from dead_letter_keeper.selection
             where action = 'replay' and finished_at is null and due_at is not null
            """
        ).first?.decode("wait", as: Double?.self)
    }
}
