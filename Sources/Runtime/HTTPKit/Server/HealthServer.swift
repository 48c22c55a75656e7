import Logging
public import ServiceLifecycle
public import WorkerKit

/// The HTTP server of a process that has no other: liveness, readiness and metrics.
public struct HealthServer: Service {
    private let health: HealthState
    private let metrics: MetricsRegistry
    private let configuration: WorkerConfiguration
    private let logger: Logger

    /// All that a process without doors of its own serves: what `WorkerProcess.run` takes as its services.
    public static func alone(_ environment: WorkerEnvironment, _ health: HealthState) -> [any Service] {
        [HealthServer(health: health, environment: environment)]
    }

    /// - Parameters:
    ///   - health: what `/readyz` answers.
    ///   - environment: where it listens, and the metrics.
    public init(health: HealthState, environment: WorkerEnvironment) {
        self.health = health
        metrics = environment.metrics
        configuration = environment.configuration
        logger = environment.logger
    }

    /// Serves until graceful shutdown.
    public func run() async throws {
        try await HTTPServer(
            configuration: configuration, doors: [.health(health, metrics: metrics)],
            doorkeeper: Doorkeeper(keys: KeyRing { _ in nil }, quota: Quota()), metrics: metrics, logger: logger
        ).run()
    }
}
