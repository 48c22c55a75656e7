public import FoundationEssentials
import JSON
public import Postgres

/// What was published and not done by somebody who should have.
public struct RepublishedEvents: Sendable {
    private let client: PostgresClient
    private let consumers: Consumers
    private let since: Date
    private let worker: String?

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - consumers: who should have what.
    ///   - since: announced at this time or later; outboxes remember for three days.
    ///   - worker: only what this worker should have, also from before it was there; `nil` for all workers, each from
    ///     when it was there on.
    public init(client: PostgresClient, consumers: Consumers, since: Date, worker: String?) {
        self.client = client
        self.consumers = consumers
        self.since = since
        self.worker = worker
    }

    /// How many messages ``republish(by:)`` would publish again.
    public func count() async throws -> Int {
        var count = 0
        for schema in try await WorkerSchema.all(client) {
            count += try await ids(schema).count
        }
        return count
    }

    /// Lets the rows wait again, so that the relays of their processes publish them.
    /// - Returns: how many.
    public func republish(by actor: String) async throws -> Int {
        var count = 0
        for schema in try await WorkerSchema.all(client) {
            let ids = try await ids(schema)
            for start in stride(from: 0, to: ids.count, by: 1000) {
                let result = try await client.query(
                    SQL(
                        trusted: """
                            insert into \(schema.name).outbox_pending (id, claimable_at)
                            select id, now() from unnest($1::uuid[]) as again (id) on conflict do nothing
                            """), [.uuidArray(Array(ids[start..<min(start + 1000, ids.count)]))])
                count += result.affectedRows
            }
        }
        _ = try await client.query(
            Audit.row(
                action: "events.republished", target: worker ?? "all workers",
                detail: ["since": since.json, "messages": .int(count)], by: actor))
        return count
    }

    /// Rows that somebody has not done and that wait nowhere as a dead letter.
    private func ids(_ schema: WorkerSchema) async throws -> [UUID] {
        let inbox = WorkerSchema.union(
            try await WorkerSchema.all(client),
            "select '{worker}'::text as worker, message_id from {schema}.inbox where done_at is not null")
        let text = """
            with route as (
                select * from unnest($1::text[], $2::text[], $3::text[]) as r (exchange, key, worker)
                 where $5::text is null or worker = $5
            ), done as (
                \(inbox)
            )
            select distinct o.id from \(schema.name).outbox_event o
              join route r on r.exchange = o.exchange and r.key = o.routing_key
              left join core.consumption c
                on c.worker = r.worker and c.exchange = r.exchange and c.routing_key = r.key
             where o.created_at >= $4 and ($5::text is not null or o.created_at >= coalesce(c.since, '-infinity'))
               and not exists (select from \(schema.name).outbox_pending p where p.id = o.id)
               and not exists (select from done d where d.worker = r.worker and d.message_id = o.message_id)
               and not exists (select from dead_letter_keeper.letter l
                                where l.worker = r.worker and l.message_id = o.message_id::text
                                  and l.state <> 'replayed')
             order by o.id
            """
        return try await client.query(
            SQL(trusted: text),
            [
                .textArray(consumers.exchanges), .textArray(consumers.keys), .textArray(consumers.workers),
                .timestamptz(since), .init(worker),
            ]
        ).map { try $0.decode("id") }
    }
}
