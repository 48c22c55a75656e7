import Postgres

/// The record of which topologies were applied: a service that finds none knows that nobody has.
struct AppliedTopology: Sendable {
    let client: PostgresClient

    func record(_ digest: String, by actor: String) async throws {
        _ = try await client.query(
            """
            insert into core.applied_topology (digest, applied_by) values ($1, $2)
            on conflict (digest) do update set applied_at = now(), applied_by = excluded.applied_by
            """, [.text(digest), .text(actor)])
    }
}
