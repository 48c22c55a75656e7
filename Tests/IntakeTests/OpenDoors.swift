import API
import HTTPKit
import JSON
import Logging
import Postgres
import WorkStore
import WorkerKit

@testable import Intake

/// The doors of intake without anybody behind them: what is registered, as the process registers it.
enum OpenDoors {
    static func endpoints() throws -> [Endpoint] {
        let logger = Logger(label: "test")
        let database = PostgresClient(
            configuration: try PostgresConfiguration(url: "postgres://x:x@127.0.0.1:1/x", applicationName: "test"),
            logger: logger)
        return try IntakeService.doors(
            database: database, organisation: { throw CancellationError() },
            feed: TimelineFeed(database: database, logger: logger),
            committer: Committer(
                database: database, source: "/muster/intake", handOver: { _ in }, publish: { _ in [] }, wakeTimers: {}),
            metrics: MetricsRegistry(), publicURL: "https://muster.example.org", logger: logger
        ).flatMap(\.endpoints)
    }
}
