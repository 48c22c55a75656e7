import FoundationEssentials
package import Postgres

/// The timers of a worker that are due: each is moved into the outbox by one instance.
package struct Timers: Sendable {
    /// Timers that one statement moves at most.
    package static let batchSize = 500

    let database: PostgresClient
    let worker: String

    /// - Parameter worker: the process, whose exchange the messages go to: `notifier`.
    package init(database: PostgresClient, worker: String) {
        self.database = database
        self.worker = worker
    }

    /// Moves up to ``batchSize`` timers that are due into the outbox.
    /// - Returns: the rows to publish, and how late the latest of them was, in seconds.
    package func moveDue() async throws -> (rows: [OutboxRow], lag: Double?) {
        let result = try await database.query(
            """
            with due as (
                delete from timer where id in (
                    select id from timer where due <= now() order by due limit $2 for update skip locked)
                returning *, core.uuid_v7() as message_id
            )
            insert into outbox (id, message_id, exchange, routing_key, type, correlation_id, traceparent, body)
            select message_id, message_id, $1, 'work', type, correlation_id, traceparent,
                convert_to(jsonb_strip_nulls(jsonb_build_object(
                    'specversion', '1.0', 'id', message_id, 'source', '/muster/' || $1, 'type', type,
                    'subject', subject, 'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'datacontenttype', 'application/json', 'traceparent', traceparent, 'data', data))::text, 'UTF8')
            from due
            returning id, message_id, exchange, routing_key, type, correlation_id, traceparent, content_type, body,
                attempts,
                (select extract(epoch from now() - min(due)) from due)::float8 as lag
            """, [.text(worker), .int(Self.batchSize)])
        return (try result.map { try OutboxRow($0) }, try result.first?.decode("lag", as: Double.self))
    }

    /// Seconds until the next timer is due, by the database's clock; `nil` when there is none.
    package func untilNext() async throws -> Double? {
        let next = try await database.query("select extract(epoch from min(due) - now())::float8 as wait from timer")
        return try next.first?.decode("wait", as: Double?.self)
    }
}
