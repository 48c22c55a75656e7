import Hummingbird
import Logging
public import ServiceLifecycle

/// The HTTP server of a process that has no other: liveness, readiness and metrics.
public struct HealthServer: Service {
    private let health: HealthState
    private let metrics: MetricsRegistry
    private let configuration: WorkerConfiguration
    private let logger: Logger

    public init(health: HealthState, environment: WorkerEnvironment) {
        self.health = health
        metrics = environment.metrics
        configuration = environment.configuration
        logger = environment.logger
    }

    /// Serves until graceful shutdown.
    public func run() async throws {
        let router = Router()
        router.addHealth(health, metrics: metrics)
        var quiet = logger
        quiet.logLevel = .warning
        let application = Application(
            router: router,
            configuration: .init(address: .hostname(configuration.httpHost, port: configuration.httpPort)),
            onServerRunning: { channel in configuration.announce(port: channel.localAddress?.port) }, logger: quiet)
        try await configuration.listening { try await application.run() }
    }
}
