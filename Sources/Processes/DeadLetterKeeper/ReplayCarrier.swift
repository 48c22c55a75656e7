import CoreMetrics
import LetterStore
import Logging
import Postgres
import ServiceLifecycle
import WorkStore
import WorkerKit

/// Carries out the replays that operators ordered, whoever of them is still there to watch.
struct ReplayCarrier: Service {
    /// Between two looks for orders. An idle keeper must not look more often.
    static let interval: Duration = .seconds(3)

    private let orders: ReplayOrders
    private let committer: Committer
    private let replayed: Counter
    private let logger: Logger

    init(_ environment: WorkerEnvironment) {
        orders = ReplayOrders(database: environment.database)
        committer = environment.committer
        replayed = environment.metrics.counter("muster_dead_letters_replayed_total", "Dead letters sent back.")
        logger = environment.logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: await self.carryOutWhatIsDue())
            }
        }
    }

    /// - Returns: how long to wait for what is due next.
    private func carryOutWhatIsDue() async -> Duration {
        do {
            while !Task.isCancelled, let batch = try await orders.next() { tell(batch) }
            guard let wait = try await orders.untilNext() else { return Self.interval }
            return min(Self.interval, .milliseconds(max(10, Int(wait * 1000))))
        } catch {
            logger.warning("replays cannot go on now", metadata: [LoggingKeys.reason: "\(error)"])
            return Self.interval
        }
    }

    private func tell(_ batch: ReplayOrders.Batch) {
        committer.handOver(batch.rows)
        replayed.increment(by: batch.rows.count)
        guard !batch.rows.isEmpty else { return }
        logger.info(
            "dead letters replayed",
            metadata: [
                LoggingKeys.selection: "\(batch.selection)", LoggingKeys.count: "\(batch.rows.count)",
            ])
    }
}
