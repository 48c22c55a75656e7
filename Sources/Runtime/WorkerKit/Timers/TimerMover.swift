import FoundationEssentials
import Logging
import Postgres
import ServiceLifecycle

/// Moves timers that are due into the outbox; safe with any number of instances, since each timer is deleted by one.
///
/// It sleeps until the next timer is due. A timer that this process sets for an earlier time wakes it; what other
/// instances set is found by a slow poll.
actor TimerMover: Service {
    private static let pollInterval: Duration = .seconds(5)
    private static let batchSize = 500

    private let database: PostgresClient
    private let relay: OutboxRelay
    private let worker: String
    private let lag: Histogram
    private let logger: Logger
    private nonisolated let bell = Bell()

    init(database: PostgresClient, relay: OutboxRelay, worker: String, metrics: MetricsRegistry, logger: Logger) {
        self.database = database
        self.relay = relay
        self.worker = worker
        lag = metrics.histogram("muster_timer_lag_seconds", "Time from a timer's due time to its move to the outbox.")
        self.logger = logger
    }

    /// Looks at the timers again: one was set.
    nonisolated func wake() {
        bell.ring()
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.bell.wait(atMost: await self.moveDue())
            }
        }
    }

    /// Moves what is due.
    /// - Returns: how long to sleep.
    private func moveDue() async -> Duration {
        do {
            while try await move() == Self.batchSize {}
            let next = try await database.query(
                "select extract(epoch from min(due) - now())::float8 as wait from timer")
            guard let wait = try next.first?.decode("wait", as: Double?.self) else { return Self.pollInterval }
            return min(Self.pollInterval, .milliseconds(max(1, Int(wait * 1000) + 1)))
        } catch {
            logger.debug("timers could not be moved", metadata: [LoggingKeys.reason: "\(error)"])
            return Self.pollInterval
        }
    }

    private func move() async throws -> Int {
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
        if let row = result.first { lag.observe(try row.decode("lag", as: Double.self)) }
        relay.handOver(try result.map { try OutboxRow($0) })
        return result.count
    }
}
