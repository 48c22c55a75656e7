package import Postgres

/// What keeps the tables from growing for ever. Any process of the system suffices; several do no harm.
package struct Retention: Sendable {
    /// Rows of each table that go in one transaction, so that no lock is held long.
    package static let batchSize = 1000

    let database: PostgresClient

    package init(database: PostgresClient) {
        self.database = database
    }

    /// Makes partitions ahead, and drops those that ended longer ago than is kept.
    package func maintainPartitions() async throws {
        _ = try await database.query("select core.maintain_partitions() as changed")
    }

    /// Deletes a batch of what nobody asks for any more: effects that are older than their worker's inbox (100 days), and
    /// idempotency keys of more than three days ago.
    /// - Returns: the number of rows; 0 when there are no more, or when another process is at it.
    package func forgetBatch() async throws -> Int {
        let rows = try await database.query(
            "select core.forget_outdated($1) as forgotten", [.int4(Int32(Self.batchSize))])
        return try rows.first?.decode("forgotten") ?? 0
    }
}
