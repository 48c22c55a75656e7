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

    func checkQueue() async throws {
        while !Task.isCancelled && !Task.isShuttingDownGracefully {
            var server: BrokerVersion?
            do {
                let session = try await AMQPSession.connect(broker)
                server = await session.server
                _ = try await session.declareQueue(queue, passive: true)
                await session.close()
                return
            } catch {
                if let code = error.reply?.code, let missing = missing(code, server) { throw missing }
                logger.warning("waiting for the broker", metadata: [LoggingKeys.reason: "\(error)"])
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(2)) }
            }
        }
    }

    /// What an answer of the broker to the question for the queue means for good.
    private func missing(_ code: UInt16, _ server: BrokerVersion?) -> Missing? {
        switch code {
        case 404: Missing(description: "the queue \(queue) is not on the broker; run `muster topology apply`")
        case 403 where server?.hidesQueues == true:
            Missing(
                description: """
                    RabbitMQ \(server.map { "\($0)" } ?? "") does not tell the user \(broker.user) whether the queue \(queue) \
                    exists, since exactly 4.2.6 and 4.3.0 ask for the right to configure it, which no process of Muster \
                    needs or has; upgrade the broker to 4.3.5 or newer, or to 4.2.7 or newer of the 4.2 line
                    """)
        case 403:
            Missing(
                description: "the user \(broker.user) has no right to the queue \(queue); run `muster topology apply`")
        default: nil
        }
    }
}
