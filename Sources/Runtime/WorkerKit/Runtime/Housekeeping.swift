import Logging
import Postgres
import ServiceLifecycle
import WorkStore

/// Makes partitions ahead, drops those that nobody needs any more, and deletes outdated rows, at the start and every six hours:
/// any process of the system suffices.
struct Housekeeping: Service {
    static let interval: Duration = .seconds(6 * 3600)

    let database: PostgresClient
    let logger: Logger

    func run() async throws {
        let retention = Retention(database: database)
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await retention.maintainPartitions()
                } catch {
                    logger.warning("partitions could not be maintained", metadata: [LoggingKeys.reason: "\(error)"])
                }
                do {
                    while try await retention.forgetBatch() > 0 { try Task.checkCancellation() }
                } catch {
                    logger.warning("outdated rows could not be deleted", metadata: [LoggingKeys.reason: "\(error)"])
                }
                try await Task.sleep(for: Self.interval)
            }
        }
    }
}
