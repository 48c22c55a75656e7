import Logging

/// The notifications of some channels, as an endless sequence; see ``PostgresClient/notifications(on:)``.
public struct PostgresNotifications: AsyncSequence, Sendable {
    let channels: [String]
    let configuration: PostgresConfiguration
    let logger: Logger

    /// Ends the listener's connection when it is let go.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var stream: AsyncStream<PostgresNotification>.Iterator

        /// The next notification; `nil` when the task is cancelled.
        public mutating func next() async -> PostgresNotification? {
            await stream.next()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(stream: AsyncStream<PostgresNotification> { $0.finish() }.makeAsyncIterator())
    }
}
