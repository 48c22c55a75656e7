import HTTPKit
import Hummingbird
import IncidentStore
import NativeProviders
import Organisation
import Postgres
import ServiceLifecycle
import WorkerKit

/// Puts the parts of intake together.
struct IntakeService: Sendable {
    /// What the process runs besides the runtime of a worker.
    let services: [any Service]

    init(_ environment: WorkerEnvironment, _ health: HealthState) throws {
        let database = environment.database
        let organisation: @Sendable () async throws -> OrganisationConfiguration = {
            try await environment.organisation.current()
        }
        let keys = KeyRing { try await APIKeyRecord.find($0, in: database) }
        let doorkeeper = Doorkeeper(
            keys: keys, quota: Quota(), sources: { try await organisation().sources }, isOpen: { database.isReady })
        let bodies = BodyReader()
        let relay = environment.relay
        let feed = TimelineFeed(database: database, logger: environment.logger)
        let publicURL = environment.configuration.publicURL

        let router = Router(context: APIContext.self)
        router.add(middleware: ProblemMiddleware { Problem(domain: $0) })
        router.addHealth(health, metrics: environment.metrics)
        IncidentRoutes(
            doorkeeper: doorkeeper, bodies: bodies, database: database,
            writer: IncidentWriter(database: database, handOver: { relay.handOver($0) }, publicURL: publicURL),
            organisation: organisation, publicURL: publicURL
        ).add(to: router)
        AlertRoutes(
            doorkeeper: doorkeeper, bodies: bodies, database: database,
            intake: AlertIntake(database: database, organisation: organisation, handOver: { relay.handOver($0) }),
            refused: RefusedBodies(database: database, logger: environment.logger), organisation: organisation
        ).add(to: router)
        EventRoutes(doorkeeper: doorkeeper, database: database, feed: feed).add(to: router)
        NativeRoutes(
            access: NativeAccess(
                doorkeeper: doorkeeper, bodies: bodies,
                native: NativeProviders(database: database, publicURL: publicURL), database: database)
        ).add(to: router)

        try OpenAPIDocument.add(to: router)

        let allowed = AllowedMethods(router.routes.map { ("\($0.path)", $0.method) })
        // The last one stops first: the feed ends the event streams that the server would otherwise wait for.
        services = [
            KeyUseService(keys: keys, logger: environment.logger) {
                try await APIKeyRecord.markUsed($0, in: database)
            },
            HTTPServer(
                configuration: environment.configuration,
                responder: FallbackResponder(next: router.buildResponder(), allowed: allowed),
                logger: environment.logger), feed,
        ]
    }
}
