public import Curl
public import Logging
public import Postgres

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
    public var relay: OutboxRelay
    public var logger: Logger

    /// How events name the process as their source.
    public var source: String { "/muster/\(name)" }
}
