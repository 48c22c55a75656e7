public import AMQP
public import WorkerKit

/// A publisher of a broker in memory. It does not wait for a connection: without one, what becomes of a message is unknown
/// at once.
public struct InMemoryPublisher: Publications {
    private let broker: InMemoryBroker

    init(broker: InMemoryBroker) {
        self.broker = broker
    }

    /// Whether the broker is connected.
    public var isReady: Bool { broker.read(\.isConnected) }

    /// False: this broker refuses, and never blocks.
    public var isBlocked: Bool { false }
    /// It confirms at once, or never will.
    public var isSilent: Bool { false }

    /// Publishes messages in order. What becomes of each is known at once, so the time is not used; a confirm that is held
    /// back comes late.
    public func publish(
        _ batch: [Publication], timeout: Duration, late: @escaping @Sendable (Int, PublishOutcome) -> Void
    ) async -> [PublishOutcome] {
        broker.change { state in
            batch.enumerated().map { index, publication in state.publish(publication) { late(index, $0) } }
        }
    }
}

extension InMemoryBroker {
    /// What publishes.
    public var publisher: InMemoryPublisher { InMemoryPublisher(broker: self) }
}
