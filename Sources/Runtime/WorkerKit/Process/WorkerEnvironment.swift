public import AMQP
public import Curl
import Incident
public import Logging
public import Postgres
public import WorkStore

/// What the runtime gives to the handlers of a process.
public struct WorkerEnvironment: Sendable {
    /// The process: `notifier`.
    public var name: String
    public var configuration: WorkerConfiguration
    public var database: PostgresClient
    /// For calls to the outside.
    public var http: CurlClient
    public var organisation: OrganisationSource
    public var metrics: MetricsRegistry
    /// Commits the process' units of work.
    public var committer: Committer
    public var logger: Logger

    package init(
        name: String, configuration: WorkerConfiguration, database: PostgresClient, http: CurlClient,
        organisation: OrganisationSource, metrics: MetricsRegistry, committer: Committer, logger: Logger
    ) {
        self.name = name
        self.configuration = configuration
        self.database = database
        self.http = http
        self.organisation = organisation
        self.metrics = metrics
        self.committer = committer
        self.logger = logger
    }

    /// A consumer of another queue than the process' own, with the process' user.
    public func consumer(of queue: String) throws(AMQPError) -> AMQPConsumer {
        let broker = try AMQPConfiguration(
            url: configuration.brokerURL, connectionName: MusterVersion.applicationName(of: name))
        return AMQPConsumer(
            configuration: broker, queue: queue, prefetch: UInt16(clamping: configuration.prefetch),
            startsSlowly: false,
            logger: logger)
    }
}
