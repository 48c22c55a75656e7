import Logging

/// The notifications of some channels, as an endless sequence; see ``PostgresClient/notifications(on:)``.
public struct PostgresNotifications: AsyncSequence, Sendable {
    let channels: [String]
    let configuration: PostgresConfiguration
    let logger: Logger

    /// Ends the listener's connection when it is let go.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private var stream: AsyncStream<PostgresNotification>.Iterator

        init(_ stream: AsyncStream<PostgresNotification>) {
            self.stream = stream.makeAsyncIterator()
        }

        /// The next notification; `nil` when the task is cancelled.
        public mutating func next() async -> PostgresNotification? {
            await stream.next()
        }
    }

    /// The iterator; there is one reader.
    public func makeAsyncIterator() -> AsyncIterator {
        let (stream, continuation) = AsyncStream<PostgresNotification>.makeStream(
            bufferingPolicy: .bufferingNewest(Listener.bufferSize))
        let listener = Listener(
            channels: channels, configuration: configuration, logger: logger, continuation: continuation)
        continuation.onTermination = { _ in listener.stop() }
        listener.start()
        return AsyncIterator(stream)
    }
}
