import IOThread
public import Logging
public import ServiceLifecycle

/// A connection that publishes with confirms, and connects again by itself while ``run()`` runs.
///
/// The connection belongs to a thread of its own. Publications wait in order while there is no connection, the window is
/// full or the broker is blocked, each for its own `timeout` at most.
public actor AMQPPublisher: Service {
    /// - Parameters:
    ///   - window: publications that may be without a confirm at once. Default 500, range 1…65535.
    ///   - drainTimeout: how long a graceful shutdown waits for confirms. Default 5 s.
    public init(
        configuration: AMQPConfiguration, window: Int = 500, drainTimeout: Duration = .seconds(5), logger: Logger,
        observer: AMQPObserver = AMQPObserver()
    ) {
    }

    /// Connects and publishes until a graceful shutdown, which refuses new publications, waits for the confirms of those
    /// taken and closes the connection; or until cancellation, which does not wait. May run once.
    public func run() async throws {}

    /// Publishes messages in order, and returns what became of each once all is known.
    ///
    /// Cancelling the caller does not take the messages back: the call returns within `timeout` (and a connection attempt).
    /// - Parameter timeout: until the last confirm. What has none by then is ``PublishOutcome/unknown(_:)``. Default 30 s.
    public nonisolated func publish(
        _ batch: [Publication], timeout: Duration = .seconds(30)
    ) async -> [PublishOutcome] {
        batch.map { _ in .unknown(AMQPError(.notReady, operation: "basic.publish", detail: "no connection")) }
    }

    /// Publishes one message; see ``publish(_:timeout:)-([Publication],_)``.
    public nonisolated func publish(_ one: Publication, timeout: Duration = .seconds(30)) async -> PublishOutcome {
        await publish([one], timeout: timeout)[0]
    }

    /// Whether there is a connection with an open channel.
    public nonisolated var isReady: Bool { false }

    /// Whether the broker takes no messages at present.
    public nonisolated var isBlocked: Bool { false }
}
