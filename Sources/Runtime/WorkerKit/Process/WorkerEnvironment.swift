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
    /// What the process was told at its start.
    public var configuration: WorkerConfiguration
    /// The pool with the process' role, which reads and writes what the role may.
    public var database: PostgresClient
    /// For calls to the outside.
    public var http: CurlClient
    /// The organisation's configuration, as new as the database's.
    public var organisation: OrganisationSource
    /// The process' numbers, to count in.
    public var metrics: MetricsRegistry
    /// Commits the process' units of work.
    public var committer: Committer
    /// The process' log.
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
