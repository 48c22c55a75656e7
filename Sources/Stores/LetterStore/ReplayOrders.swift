package import FoundationEssentials
import Encodings
package import Postgres
package import WorkStore

/// The replays that operators ordered, as the dead-letter-keeper carries them out: batch by batch, each in one commit with
/// the rows of the outbox, so that whoever is killed leaves off exactly between two batches. What became of a batch is written
/// down when its publisher knows; what a killed one left is found in the outbox when the order ends.
///
/// A selection is an order when it has a `due_at`, the time of its next batch. Its row is locked for the length of a batch:
/// any number of instances share the orders, and none does a batch of another.
package struct ReplayOrders: Sendable {
    /// What one batch has done.
    package struct Batch: Sendable {
        package var selection: UUID
        /// To be published now that they are committed.
        package var rows: [OutboxRow]
        /// The letter of each row.
        var letters: [UUID]
        /// Whether the order had no more letters to take.
        var isLast: Bool
        /// Letters of earlier batches that were found to have left the outbox, when that ended the order.
        package var settled: Int
        /// Letters that stay where they are.
        package var refused: Int
    }

    private let database: PostgresClient
    private let batchSize: Int
    private let inFlight: Int

    /// - Parameters:
    ///   - database: connections of the keeper's role.
    ///   - batchSize: letters at most in one commit. What others publish waits for so many at most.
    ///   - inFlight: messages at most that wait in the outbox: they are in memory, and a broker that is away must not fill it.
    package init(database: PostgresClient, batchSize: Int = 250, inFlight: Int = 5000) {
        self.database = database
        self.batchSize = batchSize
        self.inFlight = inFlight
    }

    /// Does the next batch of the order that has been due the longest.
    /// - Returns: `nil` when none is due, or others are at those that are.
    package func next() async throws -> Batch? {
        try await database.transaction { transaction in
            guard let order = try await transaction.query(Order.claim).first.map(Order.init) else { return nil }
            let limit = order.share(of: batchSize)
            let now = Date()
            let taken = try await transaction.query(order.letters(atMost: limit, inFlight: inFlight)).map {
                try order.message($0, now: now)
            }
            let ended = taken.isEmpty ? try await transaction.query(Order.end(order.id)).first : nil
            let sent = taken.filter { $0.row != nil }
            let batch = Batch(
                selection: order.id, rows: sent.compactMap(\.row), letters: sent.map(\.letter),
                isLast: taken.count < limit,
                settled: try ended?.decode("noted") ?? 0, refused: taken.count - sent.count)
            var writes: [Statement] = []
            if !sent.isEmpty { writes.append(OutboxRow.insert(batch.rows)) }
            if !taken.isEmpty { writes += order.note(taken) }
            // Waits for the disk: what went out under new ids would go out again under other ones.
            try await transaction.queryAndCommit(writes + [order.goOn(taken: taken.count)])
            return batch
        }
    }

    /// Writes down what the broker has of a batch. A note that a crash of the database loses is found in the outbox: it need not
    /// wait for the disk.
    /// - Parameter published: ids of rows that have left the outbox.
    /// - Returns: letters that were noted: those, and of the last batch others that had left it before.
    @discardableResult
    package func settle(_ batch: Batch, published: Set<UUID>) async throws -> Int {
        let letters = zip(batch.letters, batch.rows).filter { published.contains($1.id) }.map(\.0)
        // The order before its letters, as in `next`: nobody waits for each other.
        var statements = batch.isLast ? [Order.lock(batch.selection)] : []
        if !letters.isEmpty {
            statements.append(
                Statement(
                    "update dead_letter_keeper.letter set state = 'replayed' where id = any($1) and state = 'replaying'",
                    [.uuidArray(letters)]))
        }
        if batch.isLast { statements.append(Order.end(batch.selection)) }
        let results = try await database.withoutWaitingForDisk.pipeline(statements)
        let ended = batch.isLast ? results.last?.first : nil
        return try letters.count + (ended?.decode("noted") ?? 0)
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
