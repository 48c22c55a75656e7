internal import Logging
internal import Pacing

/// The connection of a client that connects again by itself. Belongs to the client's thread.
final class Link {
    private(set) var connection: Connection?
    /// Why there is no connection.
    private(set) var lastError: AMQPError?
    /// When to connect, while there is no connection.
    private(set) var retryAt = ContinuousClock.now
    let logger: Logger
    private let configuration: AMQPConfiguration
    private let observer: AMQPObserver
    private var pace: ReconnectionPace
    private var connectedAt: ContinuousClock.Instant?

    init(_ configuration: AMQPConfiguration, logger: Logger, observer: AMQPObserver) {
        var logger = logger
        logger[metadataKey: LogKey.connection] = "\(configuration.connectionName)"
        self.configuration = configuration
        self.logger = logger
        self.observer = observer
        pace = ReconnectionPace(configuration.reconnectDelay)
    }

    /// Connects when it is time; returns the connection when it is new.
    func connectIfDue(_ now: ContinuousClock.Instant) throws(AMQPError) -> Connection? {
        guard connection == nil, now >= retryAt else { return nil }
        let new = try Connection(configuration)
        connection = new
        connectedAt = .now
        lastError = nil
        logger.debug("connected to the broker")
        return new
    }

    /// Drops the connection, or notes that there was none to be had, and sets the time of the next attempt.
    func lose(_ error: AMQPError) {
        let now = ContinuousClock.now
        let delay = pace.delay(after: connectedAt.map { now - $0 })
        connection = nil
        connectedAt = nil
        lastError = error
        retryAt = now + delay
        logger.info(
            "no connection to the broker", metadata: [LogKey.error: "\(error)", LogKey.delay: "\(delay)"])
        observer.disconnected(error)
    }

    /// Closes the connection for good.
    func close() {
        connection?.close()
        connection = nil
        lastError = AMQPError(.shutDown, operation: "connection.close", detail: "the client was shut down")
    }
}
