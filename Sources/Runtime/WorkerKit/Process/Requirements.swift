import AMQP
import Logging
import Postgres
import ServiceLifecycle
import WorkStore

/// Checks once, at the start, that the schema and the queue are there, and stops the process with a sentence that names the
/// command when one is missing. A database or broker that is away is not missing: the process waits for it.
struct Requirements: Service {
    /// What is missing, and what to do.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    let database: PostgresClient
    let broker: AMQPConfiguration
    let queue: String
    let needsBroker: Bool
    let logger: Logger

    func run() async throws {
        try await checkSchema()
        try await checkQueue()
    }

    private func checkSchema() async throws {
        while !Task.isCancelled && !Task.isShuttingDownGracefully {
            do {
                let rows = try await database.query(
                    "select to_regclass('inbox') is not null and to_regclass('outbox') is not null as present")
                guard try rows.first?.decode("present", as: Bool.self) == true else {
                    throw Missing(
                        description: "the schema of \(queue) is not in the database; run `muster migrate up`")
                }
                return
            } catch let error as PostgresError where error.isOutage {
                logger.warning("waiting for the database", metadata: [LoggingKeys.reason: "\(error)"])
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(2)) }
            }
        }
    }

    private func checkQueue() async throws {
        while !Task.isCancelled && !Task.isShuttingDownGracefully {
            do {
                let session = try await AMQPSession.connect(broker)
                _ = try await session.declareQueue(queue, passive: true)
                await session.close()
                return
            } catch {
                if error.reply?.code == 404 {
                    throw Missing(description: "the queue \(queue) is not on the broker; run `muster topology apply`")
                }
                logger.warning("waiting for the broker", metadata: [LoggingKeys.reason: "\(error)"])
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(2)) }
            }
        }
    }
}
