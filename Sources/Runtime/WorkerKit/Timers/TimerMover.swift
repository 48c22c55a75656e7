import CoreMetrics
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
    private let handOver: @Sendable ([OutboxRow]) -> Void
    private let lag: CoreMetrics.Timer
    private let logger: Logger
    private let pollInterval: Duration
    private nonisolated let bell = Bell()

    /// - Parameter pollInterval: between two looks at what other instances may have set.
    init(
        database: PostgresClient, handOver: @escaping @Sendable ([OutboxRow]) -> Void, worker: String,
        metrics: MetricsRegistry, logger: Logger,
        pollInterval: Duration = TimerMover.pollInterval
    ) {
        timers = Timers(database: database, worker: worker)
        self.handOver = handOver
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
            // Asked first: most looks find nothing, and cost one round trip.
            while let wait = try await timers.untilNext() {
                if wait <= 0 {
                    // What is due and cannot be taken is being taken by another instance.
                    if try await move() == 0 { return .milliseconds(20) }
                    continue
                }
                return min(pollInterval, .milliseconds(max(1, Int(wait * 1000) + 1)))
            }
            return pollInterval
        } catch {
            logger.debug("timers could not be moved", metadata: [LoggingKeys.reason: "\(error)"])
            return pollInterval
        }
    }

    private func move() async throws -> Int {
        let (rows, lag) = try await timers.moveDue()
        if let lag { self.lag.record(.seconds(lag)) }
        handOver(rows)
        return rows.count
    }
}
