import IOThread
public import Logging
public import ServiceLifecycle

/// A connection that consumes one queue, and connects and consumes again by itself while ``run()`` runs.
///
/// Deliveries arrive in ``batches``; each must be settled with ``ack(_:)`` or ``reject(_:requeue:)``. The broker never
/// has more than `prefetch` unsettled, which also bounds the buffer.
public actor AMQPConsumer: Service {
    /// Everything delivered, in the order of the queue; ends when ``run()`` ends. For one reader at a time.
    public nonisolated let batches: DeliveryBatches

    /// - Parameters:
    ///   - prefetch: unsettled deliveries the broker may have outstanding (`basic.qos`). Range 1…65535.
    ///   - startsSlowly: whether to begin with a prefetch of 1 after each connect, until a message that has not been
    ///     delivered before was settled: one message that crashes the process then takes no other with it.
    public init(
        configuration: AMQPConfiguration, queue: String, prefetch: UInt16, startsSlowly: Bool, logger: Logger,
        observer: AMQPObserver = AMQPObserver()
    ) {
        batches = DeliveryBatches()
    }

    /// Connects and consumes until a graceful shutdown or cancellation; then sends what was settled, closes the connection
    /// (which returns the rest to the queue) and ends ``batches``. Stop consuming with ``pause()`` and wait for the
    /// handlers before, so that nothing finished is delivered again. May run once.
    public func run() async throws {}

    /// Acknowledges deliveries. They are sent together with others, at the latest when the connection has nothing else to
    /// do. Returns at once; tags of a channel that is gone are ignored.
    public nonisolated func ack(_ tags: [DeliveryTag]) {}

    /// Rejects deliveries: back to the queue, or to its dead-letter exchange. Returns at once.
    public nonisolated func reject(_ tags: [DeliveryTag], requeue: Bool) {}

    /// Stops new deliveries (`basic.cancel`). Those in hand stay valid and must still be settled. ``resume()`` goes on,
    /// also after a reconnect.
    public func pause() async {}

    /// Stops consuming and closes the channel, so that everything unsettled returns to the queue at once: for when nothing
    /// can be handled (a database is down). ``resume()`` goes on with a new channel.
    public func giveBack() async {}

    /// Consumes again after ``pause()`` or ``giveBack()``.
    public func resume() async {}

    /// Whether the consumer is connected and consuming, or could be and is paused.
    public nonisolated var isReady: Bool { false }
}
