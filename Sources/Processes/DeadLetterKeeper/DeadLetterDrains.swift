import AMQP
import LetterStore
import Logging
import Postgres
import ServiceLifecycle
import WorkerKit

/// One drain for the dead letters of each worker of the applied topology. A worker that is added later is found within
/// seconds, without a restart.
struct DeadLetterDrains: Service {
    static let interval: Duration = .seconds(5)

    let environment: WorkerEnvironment

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            var known: Set<String> = []
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                for worker in await workers() where known.insert(worker).inserted {
                    group.addTask { await drain(worker) }
                }
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            }
        }
    }

    private func workers() async -> [String] {
        let rows = try? await environment.database.query(
            "select unnest(workers) as worker from core.applied_topology order by applied_at desc limit 100")
        return (try? rows?.map { try $0.decode("worker", as: String.self) }) ?? []
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
