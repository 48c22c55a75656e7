import AMQP
import LetterStore
import Logging
import Postgres
import ServiceLifecycle
import WorkerKit

/// One drain for the dead letters of each worker of the topologies that were applied. A worker that is added later is found
/// within seconds, and one that is retired is left alone, without a restart.
struct DeadLetterDrains: Service {
    static let interval: Duration = .seconds(5)

    let environment: WorkerEnvironment

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            var drains: [String: AsyncStream<Never>.Continuation] = [:]
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                if let workers = await workers() {
                    for worker in workers where drains[worker] == nil {
                        let (retirement, continuation) = AsyncStream<Never>.makeStream()
                        drains[worker] = continuation
                        group.addTask { await drain(worker, until: retirement) }
                    }
                    for (worker, drain) in drains where !workers.contains(worker) {
                        drain.finish()
                        drains[worker] = nil
                    }
                }
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            }
        }
    }

    /// `nil` while the database cannot say.
    private func workers() async -> Set<String>? {
        let rows = try? await environment.database.query("select unnest(workers) as worker from core.applied_topology")
        return (try? rows?.map { try $0.decode("worker", as: String.self) }).map(Set.init)
    }

    private func drain(_ worker: String, until retirement: AsyncStream<Never>) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await drain(worker) }
            group.addTask { for await _ in retirement {} }
            await group.next()
            group.cancelAll()
        }
    }

    private func drain(_ worker: String) async {
        var logger = environment.logger
        logger[metadataKey: LoggingKeys.queue] = "\(worker).dead"
        do {
            try await DeadLetterDrain(
                worker: worker, consumer: try environment.consumer(of: "\(worker).dead"),
                letters: LetterShelf(database: environment.database),
                counter: environment.metrics.counter(
                    "muster_dead_letters_total", "Dead letters kept.", labels: ["worker": worker]),
                logger: logger
            ).run()
        } catch {
            logger.error("the dead letters cannot be drained", metadata: [LoggingKeys.reason: "\(error)"])
        }
    }
}
