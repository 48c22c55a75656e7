import Logging
import Pacing
import Postgres
import ServiceLifecycle
import WorkStore

/// Moves timers that are due into the outbox; safe with any number of instances, since each timer is deleted by one.
///
/// It sleeps until the next timer is due. A timer that this process sets for an earlier time wakes it; what other
/// instances set is found by a slow poll.
actor TimerMover: Service {
    static let pollInterval: Duration = .seconds(5)

    private let timers: Timers
    private let relay: OutboxRelay
    private let lag: Histogram
    private let logger: Logger
    private let pollInterval: Duration
    private nonisolated let bell = Bell()

    /// - Parameter pollInterval: between two looks at what other instances may have set.
    init(
        database: PostgresClient, relay: OutboxRelay, worker: String, metrics: MetricsRegistry, logger: Logger,
        pollInterval: Duration = TimerMover.pollInterval
    ) {
        timers = Timers(database: database, worker: worker)
        self.relay = relay
        lag = metrics.histogram("muster_timer_lag_seconds", "Time from a timer's due time to its move to the outbox.")
        self.logger = logger
        self.pollInterval = pollInterval
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
    func moveDue() async -> Duration {
        do {
            while try await move() == Timers.batchSize {}
            guard let wait = try await timers.untilNext() else { return pollInterval }
            return min(pollInterval, .milliseconds(max(1, Int(wait * 1000) + 1)))
        } catch {
            logger.debug("timers could not be moved", metadata: [LoggingKeys.reason: "\(error)"])
            return pollInterval
        }
    }

    private func move() async throws -> Int {
        let (rows, lag) = try await timers.moveDue()
        if let lag { self.lag.observe(lag) }
        relay.handOver(rows)
        return rows.count
    }
}
