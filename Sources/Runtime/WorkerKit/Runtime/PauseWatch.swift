import CoreMetrics
import Logging
import Postgres
import ServiceLifecycle

/// Holds a queue and lets it go as operators say with `muster queues pause|resume`, without a restart. What they say is a
/// row; while it cannot be read, what they said last counts.
struct PauseWatch: Service {
    static let interval: Duration = .seconds(3)

    let database: PostgresClient
    let holds: Holds
    let queue: String
    let metrics: MetricsRegistry
    let logger: Logger
    var interval = Self.interval

    func run() async throws {
        let paused = metrics.gauge("muster_queue_paused", "1 while an operator has paused the queue.")
        try? await cancelWhenGracefulShutdown {
            var isPaused = false
            while !Task.isCancelled {
                if let wanted = try? await wantsPause(), wanted != isPaused {
                    isPaused = wanted
                    logger.notice(
                        wanted ? "queue paused by an operator" : "queue resumed by an operator",
                        metadata: [LoggingKeys.queue: "\(queue)"])
                    if wanted { await holds.add(.operator) } else { await holds.remove(.operator) }
                }
                paused.set(isPaused ? 1 : 0)
                try await Task.sleep(for: interval)
            }
        }
    }

    private func wantsPause() async throws -> Bool {
        try await !database.query("select 1 as one from core.paused_queue where queue = $1", [.text(queue)]).isEmpty
    }
}
