public import AMQP

/// What publishes with confirms: to RabbitMQ, or to a broker in memory that tests run the same service on.
public protocol Publications: Sendable {
    /// Whether there is a connection to publish on.
    var isReady: Bool { get }

    /// Whether the broker takes no messages at present.
    var isBlocked: Bool { get }

    /// Publishes messages in order, and returns what became of each once all is known.
    /// - Parameter timeout: until the last confirm. What has none by then is `unknown`.
    func publish(_ batch: [Publication], timeout: Duration) async -> [PublishOutcome]
}

extension Publications {
    /// Publishes one message; see ``publish(_:timeout:)-([Publication],_)``.
    public func publish(_ one: Publication, timeout: Duration) async -> PublishOutcome {
        await publish([one], timeout: timeout)[0]
    }
}

extension AMQPPublisher: Publications {}
