import AMQP
import Logging
import Postgres
import ServiceLifecycle

/// Pauses and resumes the consumer as operators say with `muster queues pause|resume`, without a restart.
struct PauseWatch: Service {
    static let interval: Duration = .seconds(3)

    let database: PostgresClient
    let consumer: AMQPConsumer
    let queue: String
    let metrics: MetricsRegistry
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var isPaused = false
            while !Task.isCancelled {
                if let wanted = try? await wantsPause(), wanted != isPaused {
                    isPaused = wanted
                    logger.notice(
                        wanted ? "queue paused by an operator" : "queue resumed by an operator",
                        metadata: [LoggingKeys.queue: "\(queue)"])
                    if wanted { await consumer.pause() } else { await consumer.resume() }
                }
                metrics.gauge("muster_queue_paused", "1 while an operator has paused the queue.").set(isPaused ? 1 : 0)
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    private func wantsPause() async throws -> Bool {
        try await !database.query("select 1 as one from core.paused_queue where queue = $1", [.text(queue)]).isEmpty
    }
}
