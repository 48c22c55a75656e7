/// Single operations, one after the other, on a connection of their own: for the command line and for tests.
///
/// A refused operation (a queue that does not exist) throws ``AMQPError`` `.channelClosed`, and the session goes on with a
/// new channel. A lost connection throws `.connectionClosed`; a session does not connect again.
public actor AMQPSession {
    /// What a queue held when it was declared.
    public struct QueueStatus: Sendable, Hashable {
        /// Messages ready for delivery.
        public var messages: UInt32
        public var consumers: UInt32
    }

    /// Connects; returns with an open channel.
    public static func connect(_ configuration: AMQPConfiguration) async throws(AMQPError) -> AMQPSession {
        AMQPSession()
    }

    /// - Parameter passive: only asks whether the queue exists, whatever its arguments.
    @discardableResult
    public func declareQueue(
        _ name: String, passive: Bool = false, durable: Bool = true, exclusive: Bool = false, autoDelete: Bool = false,
        arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) -> QueueStatus { QueueStatus(messages: 0, consumers: 0) }

    public func declareExchange(
        _ name: String, type: String = "topic", passive: Bool = false, durable: Bool = true, autoDelete: Bool = false,
        isInternal: Bool = false, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {}

    public func bindQueue(
        _ queue: String, to exchange: String, routingKey: String, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {}

    public func unbindQueue(
        _ queue: String, from exchange: String, routingKey: String, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {}

    public func bindExchange(
        _ destination: String, to source: String, routingKey: String, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {}

    /// Removes the messages that are ready; returns how many.
    @discardableResult
    public func purgeQueue(_ queue: String) throws(AMQPError) -> UInt32 { 0 }

    /// Deletes a queue and what is in it; returns how many messages were.
    @discardableResult
    public func deleteQueue(
        _ queue: String, ifUnused: Bool = false, ifEmpty: Bool = false
    ) throws(AMQPError) -> UInt32 { 0 }

    public func deleteExchange(_ exchange: String, ifUnused: Bool = false) throws(AMQPError) {}

    /// Takes the next message from a queue, `nil` when none is ready. Settle it with ``ack(_:)`` or
    /// ``reject(_:requeue:)``.
    public func get(_ queue: String) throws(AMQPError) -> Delivery? { nil }

    public func ack(_ tag: DeliveryTag) throws(AMQPError) {}

    public func reject(_ tag: DeliveryTag, requeue: Bool) throws(AMQPError) {}

    /// Publishes one message and waits for its confirm.
    public func publish(_ publication: Publication) throws(AMQPError) -> PublishOutcome { .confirmed }

    /// Closes the connection; everything unsettled returns to its queue. A session that is dropped is closed as well.
    public func close() {}
}
