public import AMQP

/// A queue's deliveries, as the runtime takes and settles them: RabbitMQ's, or those of a broker in memory that tests run
/// the same service on.
///
/// Each delivery is settled once, with ``ack(_:)`` or ``reject(_:requeue:)``; one whose channel is gone may be settled and
/// nothing happens, since it is back in the queue.
public protocol Deliveries: Sendable {
    /// Whether it is consuming, or could and is paused.
    var isReady: Bool { get }

    /// What the queue has delivered since the last look, never empty, in the order of the queue; `nil` at the end and when
    /// the caller is cancelled. For one reader at a time.
    func next() async -> [Delivery]?

    /// Acknowledges deliveries: they are done. Returns at once.
    func ack(_ tags: [DeliveryTag])

    /// Rejects deliveries: back to the queue, or to its dead letters. Returns at once.
    func reject(_ tags: [DeliveryTag], requeue: Bool)

    /// Stops new deliveries; those in hand stay valid and must still be settled.
    func pause() async

    /// Stops consuming and gives everything unsettled back at once, also what ``next()`` has not returned yet.
    /// - Parameter limit: what has come back this often already stays in hand.
    /// - Returns: what stayed in hand, in the order of the queue; settle it.
    func giveBack(sparing limit: Int) async -> [Delivery]

    /// Consumes again after ``pause()`` or ``giveBack(sparing:)``.
    func resume() async
}

extension AMQPConsumer: Deliveries {
    /// The next of the consumer's batches.
    public nonisolated func next() async -> [Delivery]? {
        var iterator = batches.makeAsyncIterator()
        return await iterator.next()
    }
}
