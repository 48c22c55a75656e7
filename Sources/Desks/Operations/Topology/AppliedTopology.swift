public import BrokerTopology
import JSON
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

    /// Notes since when workers consume what: a worker that is new is owed nothing of what was published before it came.
    ///
    /// The first time it is not known since when. Then those whose worker was there before have always done so.
    /// - Parameter topology: what the broker has by now. Called before ``record(_:workers:by:)``.
    public func recordConsumption(by topology: Topology) async throws {
        let facts = Consumers(facts: topology)
        let values: [PostgresValue] = [
            .textArray(facts.workers), .textArray(facts.exchanges), .textArray(facts.keys),
        ]
        _ = try await client.pipeline([
            Statement(
                """
                insert into core.consumption (worker, exchange, routing_key, since)
                select c.worker, c.exchange, c.routing_key,
                    case when not exists (select from core.consumption)
                            and exists (select from core.applied_topology a where c.worker = any(a.workers))
                        then '-infinity' else clock_timestamp() end
                  from unnest($1::text[], $2::text[], $3::text[]) as c (worker, exchange, routing_key)
                on conflict do nothing
                """, values),
            Statement(
                """
                delete from core.consumption
                 where (worker, exchange, routing_key)
                    not in (select * from unnest($1::text[], $2::text[], $3::text[]))
                """, values),
        ])
    }

    /// The workers of the topology that was applied last; none before the first.
    func newest() async throws -> [String] {
        try await client.query(
            "select workers from core.applied_topology order by applied_at desc limit 1"
        ).first?.decode("workers") ?? []
    }

    /// Workers that earlier topologies had, also those that were retired.
    /// - Parameter present: those that there are.
    func former(besides present: [String]) async throws -> [String] {
        try await client.query(
            """
            select worker from (
                select unnest(workers) as worker from core.applied_topology
                union select target from core.audit where action = 'worker.retired') w
             where worker <> all($1) order by worker
            """, [.textArray(present)]
        ).map { try $0.decode("worker") }
    }

    /// Notes in the audit that somebody retires a worker, whose queue is not paused any more.
    func noteRetirement(of worker: String, detail: JSON, by actor: String) async throws {
        _ = try await client.pipeline([
            Audit.row(action: "worker.retired", target: worker, detail: detail, by: actor),
            Statement("delete from core.paused_queue where queue = $1", [.text(worker)]),
        ])
    }

    /// Lets the dead-letter-keeper leave a worker's dead letters alone: it looks every few seconds.
    /// - Returns: the digests of the topologies that had it.
    func forget(_ worker: String) async throws -> [String] {
        try await client.query(
            """
            update core.applied_topology set workers = array_remove(workers, $1)
             where $1 = any(workers) returning digest
            """, [.text(worker)]
        ).map { try $0.decode("digest") }
    }

    /// Takes ``forget(_:)`` back.
    func remember(_ worker: String, in digests: [String]) async throws {
        _ = try await client.query(
            """
            update core.applied_topology set workers = array_append(workers, $1)
             where digest = any($2) and $1 <> all(workers)
            """, [.text(worker), .textArray(digests)])
    }
}
