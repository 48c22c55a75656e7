import API
import AlertDesk
import AlertDoors
import HTTPKit
import IncidentDesk
import IncidentStore
import Logging
import NativeDoor
import NativeProviders
import OnCallDesk
import Organisation
import PageDesk
import Postgres
import ServiceLifecycle
import WorkStore
import WorkerKit

extension WorkerEnvironment {
    /// The configuration with what people changed about its schedules: who opens incidents has to know.
    var organisationOnCall: @Sendable () async throws -> OrganisationConfiguration {
        let (organisation, changes) = (organisation, StandingChanges(database: database))
        return { try await changes.applied(to: organisation.current()) }
    }
}

/// Puts the parts of intake together.
struct IntakeService: Sendable {
    /// What the process runs besides the runtime of a worker.
    let services: [any Service]

    init(_ environment: WorkerEnvironment, _ health: HealthState) throws {
        let database = environment.database
        let organisation = environment.organisationOnCall
        let keys = KeyRing { try await APIKeyRecord.find($0, in: database) }
        let feed = TimelineFeed(database: database, logger: environment.logger)
        let doors = try Self.doors(
            database: database, organisation: organisation, feed: feed, committer: environment.committer,
            metrics: environment.metrics, publicURL: environment.configuration.publicURL, logger: environment.logger)
        // The last one stops first: the feed ends the event streams that the server would otherwise wait for.
        services = [
            KeyUseService(keys: keys, logger: environment.logger) {
                try await APIKeyRecord.markUsed($0, in: database)
            },
            HTTPServer(
                configuration: environment.configuration,
                doors: [.health(health, metrics: environment.metrics)] + doors,
                doorkeeper: Doorkeeper(
                    keys: keys, quota: Quota(), sources: { try await organisation().sources },
                    isOpen: { database.isReady }),
                logger: environment.logger), feed,
        ]
    }

    /// The doors that intake opens to people and detectors.
    static func doors(
        database: PostgresClient, organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        feed: TimelineFeed, committer: Committer, metrics: MetricsRegistry, publicURL: String, logger: Logger
    ) throws -> [Door] {
        let pages = PageDesk(database: database, committer: committer)
        let refusals = Quota(rate: 20, stock: 200)
        let reception = AlertReception(
            database: database,
            intake: AlertIntake(organisation: organisation, committer: committer, metrics: AlertMetrics(metrics)),
            refused: RefusedBodies(database: database, logger: logger, isWanted: { refusals.take($0) == nil }),
            organisation: organisation)
        return [
            try APIDoor.make(
                database: database,
                writer: IncidentWriter(committer: committer, publicURL: publicURL),
                reception: reception,
                onCall: OnCallDesk(database: database, committer: committer), pages: pages, feed: feed,
                organisation: organisation, publicURL: publicURL),
            PagerDutyDoor.make(reception: reception, changes: ChangeEvents(database: database)),
            OpsgenieDoor.make(reception: reception, alerts: SenderAlerts(database: database)),
            NativeDoor.make(
                native: NativeProviders(database: database, publicURL: publicURL), pages: pages, database: database),
        ]
    }
}
