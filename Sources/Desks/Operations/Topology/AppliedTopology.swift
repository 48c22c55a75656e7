public import Postgres

/// The record of which topologies were applied, and whose dead letters are to be kept: a service that finds none knows that
/// nobody has.
public struct AppliedTopology: Sendable {
    private let client: PostgresClient

    /// - Parameter client: connections of the operator's role.
    public init(client: PostgresClient) {
        self.client = client
    }

    /// Notes that a topology was applied.
    /// - Parameters:
    ///   - digest: of the broker's definitions.
    ///   - workers: those whose dead letters are to be kept.
    ///   - actor: who applied it.
    public func record(_ digest: String, workers: [String], by actor: String) async throws {
        _ = try await client.query(
            """
            insert into core.applied_topology (digest, applied_by, workers) values ($1, $2, $3)
            on conflict (digest) do update set applied_at = now(), applied_by = excluded.applied_by,
                workers = excluded.workers
            """, [.text(digest), .text(actor), .textArray(workers)])
    }
}
