import AlertDesk
import API
import AlertDoors
import HTTPKit
import IncidentDesk
import JSON
import Logging
import Postgres
import SignInDesk
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
        let silences = SilenceBook()
        let committer = Committer(
            database: database, source: "/muster/intake", handOver: { _ in }, publish: { _ in [] }, wakeTimers: {})
        let publicURL = "https://muster.example.org"
        return try IntakeService.doors(
            database: database, organisation: { throw CancellationError() },
            feed: TimelineFeed(database: database, logger: logger), committer: committer,
            reception: IntakeService.reception(
                database: database, organisation: { throw CancellationError() }, silences: silences,
                committer: committer, metrics: MetricsRegistry(), logger: logger),
            silences: silences, writer: IncidentWriter(committer: committer, publicURL: publicURL),
            signIn: SignInDesk(database: database),
            sns: SNSAuthority(ask: { _ in [] }, logger: logger), publicURL: publicURL
        ).flatMap(\.endpoints)
    }
}
