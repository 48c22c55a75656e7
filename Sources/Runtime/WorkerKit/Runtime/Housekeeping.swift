import Logging
import Postgres
import ServiceLifecycle

/// Makes partitions ahead and drops those that nobody needs any more, at the start and every few hours: any process of the
/// system suffices.
struct Housekeeping: Service {
    static let interval: Duration = .seconds(6 * 3600)

    let database: PostgresClient
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await database.query("select core.maintain_partitions() as changed")
                } catch {
                    logger.warning("partitions could not be maintained", metadata: [LoggingKeys.reason: "\(error)"])
                }
                try await Task.sleep(for: Self.interval)
            }
        }
    }
}
