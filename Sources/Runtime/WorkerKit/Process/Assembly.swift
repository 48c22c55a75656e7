import AMQP
import CoreMetrics
import Curl
import Encodings
import Incident
import Logging
import Pacing
import Postgres
import ServiceLifecycle
import UnixSignals

/// The parts of a process, put together: clients first, then what uses them, so that they stop in the reverse order.
struct Assembly: Sendable {
    let environment: WorkerEnvironment
    let health: HealthState
    private let publisher: AMQPPublisher
    private let consumer: AMQPConsumer
    private let runtime: WorkerRuntime
    private let broker: AMQPConfiguration

    init(_ name: String, _ configuration: WorkerConfiguration, worksWithoutBroker: Bool) throws {
        let label = "muster-\(name)"
        let application = MusterVersion.applicationName(of: name)
        LoggingSystem.bootstrap(
            { logLabel, context in
                ProcessLogHandler(
                    label: logLabel, format: configuration.logFormat, level: configuration.logLevel,
                    metadataProvider: context)
            }, metadataProvider: HandlerCall.metadata)
        var logger = Logger(label: label)
        logger[metadataKey: LoggingKeys.worker] = "\(name)"
        logger[metadataKey: LoggingKeys.instance] = "\(configuration.instance)"
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)

        var databaseConfiguration = try PostgresConfiguration(
            url: configuration.databaseURL, applicationName: application)
        databaseConfiguration.poolSize = configuration.databaseConnections
        let database = PostgresClient(configuration: databaseConfiguration, logger: logger)
        broker = try AMQPConfiguration(url: configuration.brokerURL, connectionName: application)
        let observer = BrokerObserver(metrics).observer
        publisher = AMQPPublisher(configuration: broker, window: 2000, logger: logger, observer: observer)
        consumer = AMQPConsumer(
            configuration: broker, queue: name, prefetch: UInt16(configuration.prefetch), startsSlowly: true,
            logger: logger, observer: observer)
        let organisation = OrganisationSource(database: database, metrics: metrics, logger: logger)
        runtime = WorkerRuntime(
            name, configuration: configuration, database: database, deliveries: consumer, publications: publisher,
            metrics: metrics, stamp: PublicationStamp(name) { organisation.version }, executor: EventLoopExecutor(),
            logger: logger)
        environment = WorkerEnvironment(
            name: name, configuration: configuration, database: database,
            http: CurlClient(policy: OutboundPolicy(allowing: configuration.outboundAllow)),
            organisation: organisation, metrics: metrics, committer: runtime.committer, logger: logger)
        health = HealthState(
            name: name, version: "\(MusterVersion.current)", instance: configuration.instance, database: database,
            publications: publisher, deliveries: consumer, organisation: environment.organisation,
            worksWithoutBroker: worksWithoutBroker)
    }

    /// The services in the order of their start.
    func services(extra: [any Service], handlers: [WorkerHandler]) -> [any Service] {
        let services: [any Service] = [
            environment.database, publisher,
            Housekeeping(database: environment.database, logger: environment.logger),
        ]
        return services + runtime.senders + [consumer] + runtime.receivers(handlers) + extra
    }

    /// Runs the services until SIGTERM or SIGINT.
    func run(_ services: [any Service]) async throws {
        let requirements = Requirements(
            database: environment.database, broker: broker, queue: environment.name,
            logger: environment.logger)
        var configuration = ServiceGroupConfiguration(
            services: ([
                StartCheck(requirements), StartCheck(FirstReading(organisation: environment.organisation)),
            ] + services).map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: environment.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(environment.configuration.drainSeconds + 15)
        configuration.maximumCancellationDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
    }
}
