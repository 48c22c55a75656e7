public import AMQP

/// What publishes with confirms: to RabbitMQ, or to a broker in memory that tests run the same service on.
public protocol Publications: Sendable {
    /// Whether there is a connection to publish on.
    var isReady: Bool { get }

    /// Whether the broker takes no messages at present.
    var isBlocked: Bool { get }

    /// Whether the broker owes confirms for longer than callers waited, and has given none since.
    var isSilent: Bool { get }

    /// Publishes messages in order, and returns what became of each once all is known.
    /// - Parameters:
    ///   - timeout: until the last confirm. What has none by then is `unknown`.
    ///   - late: called once for each that was sent and is unknown for want of time, with its place in the batch, when
    ///     something is known of it. It must not block.
    func publish(
        _ batch: [Publication], timeout: Duration, late: @escaping @Sendable (Int, PublishOutcome) -> Void
    ) async -> [PublishOutcome]
}

extension Publications {
    /// Publishes messages whose late confirms help nobody; see ``publish(_:timeout:late:)``.
    public func publish(_ batch: [Publication], timeout: Duration) async -> [PublishOutcome] {
        await publish(batch, timeout: timeout, late: { _, _ in })
    }

    /// Publishes one message; see ``publish(_:timeout:late:)``.
    public func publish(_ one: Publication, timeout: Duration) async -> PublishOutcome {
        await publish([one], timeout: timeout)[0]
    }
}

extension AMQPPublisher: Publications {}
