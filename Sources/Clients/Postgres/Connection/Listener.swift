import Logging
import Pacing
import Synchronization

/// Keeps a connection that listens, and opens it again whenever it is lost.
final class Listener: Sendable {
    private struct State {
        /// `nil` before the start and after the stop.
        var connection: Connection?
        var session: UInt64 = 0
        /// Attempts that have failed in a row.
        var failures = 0
    }

    /// Notifications that wait for a slow reader at most. Beyond that the oldest are dropped, and the reader is told as
    /// after a reconnect.
    static let bufferSize = 1_024

    private let channels: [String]
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let continuation: AsyncStream<PostgresNotification>.Continuation
    private let backoff: Backoff
    private let state = Mutex(State())

    init(
        channels: [String], configuration: PostgresConfiguration, logger: Logger,
        continuation: AsyncStream<PostgresNotification>.Continuation
    ) {
        self.channels = channels
        self.configuration = configuration
        self.logger = logger
        self.continuation = continuation
        backoff = Backoff(first: configuration.reconnectDelay, limit: configuration.reconnectDelayLimit)
    }

    func start() {
        let connection = Connection(configuration: configuration) { [weak self] event in self?.handle(event) }
        state.withLock { $0.connection = connection }
        open()
    }

    func stop() {
        state.withLock { state in
            defer { state.connection = nil }
            return state.connection
        }?.submit(.close)
    }

    private func open() {
        let (connection, session, failures) = state.withLock { state in
            state.session += 1
            return (state.connection, state.session, state.failures)
        }
        let delay = backoff.delay(failures: failures, random: .random(in: 0...1))
        connection?.submit(.open(session: session, after: delay))
    }

    private func handle(_ event: ConnectionEvent) {
        switch event {
        case .opened(let session): listen(session)
        case .closed(_, let error):
            logger.info(
                "database listener's connection closed",
                metadata: [LoggingKeys.channels: "\(channels)", LoggingKeys.reason: "\(error.debugDescription)"])
            state.withLock { $0.failures += 1 }
            open()
        case .notified(let channel, let payload): tell(.notified(channel: channel, payload: payload))
        }
    }

    private func listen(_ session: UInt64) {
        guard let connection = state.withLock({ $0.connection }) else { return }
        let statements = channels.map { channel in
            EncodedStatement(plain: SQL(trusted: "listen \(CopyRequest.quoted(channel))"))
        }
        Task { [weak self] in
            do throws(PostgresError) {
                _ = try await connection.run(statements, kind: .part(session: session))
                self?.listening()
            } catch {
                connection.submit(.discard(session: session))
            }
        }
    }

    private func listening() {
        state.withLock { $0.failures = 0 }
        tell(.reconnected)
    }

    private func tell(_ notification: PostgresNotification) {
        if case .dropped = continuation.yield(notification) { continuation.yield(.reconnected) }
    }
}
