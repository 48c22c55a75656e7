import Encodings
import CoreMetrics
import LetterStore
import Logging
import Postgres
import ServiceLifecycle
import WorkStore
import WorkerKit

/// Carries out the replays that operators ordered, whoever of them is still there to watch.
///
/// While a batch is on its way to the broker, the next one is committed, and no more: a replay is as fast as the broker takes it,
/// and what others publish waits for two batches at most.
struct ReplayCarrier: Service {
    /// Between two looks for orders. An idle keeper must not look more often.
    static let interval: Duration = .seconds(3)
    /// Batches at most that are on their way.
    private static let batchesAtOnce = 2

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
        while isWanted {
            let pause = await carryOutWhatIsDue()
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
        }
    }

    private var isWanted: Bool { !Task.isCancelled && !Task.isShuttingDownGracefully }

    /// - Returns: how long to wait for what is due next.
    private func carryOutWhatIsDue() async -> Duration {
        do {
            guard try await sendWhatIsDue() else { return Self.interval }
            guard let wait = try await orders.untilNext() else { return Self.interval }
            return min(Self.interval, .milliseconds(max(10, Int(wait * 1000))))
        } catch {
            logger.warning("replays cannot go on now", metadata: [LoggingKeys.reason: "\(error)"])
            return Self.interval
        }
    }

    /// - Returns: whether the broker has all of it.
    private func sendWhatIsDue() async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var onTheirWay = 0
            var isTaken = true
            while isTaken, isWanted, let batch = try await orders.next() {
                replayed.increment(by: batch.settled)
                if batch.rows.isEmpty { continue }
                if onTheirWay == Self.batchesAtOnce {
                    isTaken = try await group.next() ?? true
                    onTheirWay -= 1
                }
                group.addTask { try await send(batch) }
                onTheirWay += 1
            }
            while let answer = try await group.next() { isTaken = isTaken && answer }
            return isTaken
        }
    }

    /// - Returns: whether the broker has the batch. What it has not stays in the outbox, and the relay goes on with it.
    private func send(_ batch: ReplayOrders.Batch) async throws -> Bool {
        let published = await committer.publish(batch.rows)
        replayed.increment(by: try await orders.settle(batch, published: published))
        logger.info(
            "dead letters replayed",
            metadata: [
                LoggingKeys.selection: "\(UUIDText.string(from: batch.selection))",
                LoggingKeys.count: "\(published.count)",
            ])
        return published.count == batch.rows.count
    }
}
