internal import IOThread

/// Single operations, one after the other, on a connection of their own: for the command line and for tests.
///
/// A refused operation (a queue that does not exist) throws ``AMQPError`` `.channelClosed`, and the session goes on with a
/// new channel. A lost connection throws `.connectionClosed`; a session does not connect again.
public actor AMQPSession {
    /// What a queue held when it was declared.
    public struct QueueStatus: Sendable, Hashable {
        /// Messages ready for delivery.
        public var messages: UInt32
        /// Consumers of the queue, on all connections.
        public var consumers: UInt32
    }

    private nonisolated let thread = IOThread(name: "amqp-session")
    private var connection: Connection?
    private var lastError = AMQPError(.notReady, operation: "session", detail: "the session is closed")
    /// What the broker calls itself and its version; `nil` when it is not RabbitMQ or does not say.
    public private(set) var server: BrokerVersion?
    private let rpcTimeout: Duration
    private var channel: UInt64 = 0
    private var confirmsChannel: UInt64 = 0

    private init(rpcTimeout: Duration) {
        self.rpcTimeout = rpcTimeout
        _ = thread.watch { [weak self] in
            self?.assumeIsolated { $0.turn() } ?? IOThread.Turn([])
        }
    }

    isolated deinit {
        connection?.close()
        thread.stop()
    }

    /// The thread that the connection belongs to.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    /// Connects; returns with an open channel.
    public static func connect(_ configuration: AMQPConfiguration) async throws(AMQPError) -> AMQPSession {
        let session = AMQPSession(rpcTimeout: configuration.rpcTimeout)
        try await session.open(configuration)
        return session
    }

    private func open(_ configuration: AMQPConfiguration) throws(AMQPError) {
        connection = try Connection(configuration)
        server = connection?.server
        try perform { _ throws(AMQPError) in }
    }

    /// - Parameter passive: only asks whether the queue exists, whatever its arguments.
    @discardableResult
    public func declareQueue(
        _ name: String, passive: Bool = false, durable: Bool = true, exclusive: Bool = false, autoDelete: Bool = false,
        arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) -> QueueStatus {
        try perform { connection throws(AMQPError) in
            let answer = try connection.declareQueue(
                name, passive: passive, durable: durable, exclusive: exclusive, autoDelete: autoDelete,
                arguments: arguments)
            return QueueStatus(messages: answer.messages, consumers: answer.consumers)
        }
    }

    /// Makes an exchange, or with `passive` only asks whether it is there.
    /// - Throws: ``AMQPError`` `.channelClosed` when it is there with other arguments, or passively not there.
    public func declareExchange(
        _ name: String, type: String = "topic", passive: Bool = false, durable: Bool = true, autoDelete: Bool = false,
        isInternal: Bool = false, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {
        try perform { connection throws(AMQPError) in
            try connection.declareExchange(
                name, type: type, passive: passive, durable: durable, autoDelete: autoDelete, isInternal: isInternal,
                arguments: arguments)
        }
    }

    /// Lets a queue receive what an exchange routes by this key; nothing happens when it does already.
    public func bindQueue(
        _ queue: String, to exchange: String, routingKey: String, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {
        try perform { connection throws(AMQPError) in
            try connection.bindQueue(queue, exchange, routingKey, arguments)
        }
    }

    /// Takes a binding back; nothing happens when there is none.
    public func unbindQueue(
        _ queue: String, from exchange: String, routingKey: String, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {
        try perform { connection throws(AMQPError) in
            try connection.unbindQueue(queue, exchange, routingKey, arguments)
        }
    }

    /// Lets an exchange receive what another one routes by this key (RabbitMQ's `exchange.bind`).
    public func bindExchange(
        _ destination: String, to source: String, routingKey: String, arguments: [String: AMQPFieldValue] = [:]
    ) throws(AMQPError) {
        try perform { connection throws(AMQPError) in
            try connection.bindExchange(destination, source, routingKey, arguments)
        }
    }

    /// Removes the messages that are ready; returns how many.
    @discardableResult
    public func purgeQueue(_ queue: String) throws(AMQPError) -> UInt32 {
        try perform { connection throws(AMQPError) in try connection.purgeQueue(queue) }
    }

    /// Deletes a queue and what is in it; returns how many messages were.
    @discardableResult
    public func deleteQueue(
        _ queue: String, ifUnused: Bool = false, ifEmpty: Bool = false
    ) throws(AMQPError) -> UInt32 {
        try perform { connection throws(AMQPError) in
            try connection.deleteQueue(queue, ifUnused: ifUnused, ifEmpty: ifEmpty)
        }
    }

    /// Deletes an exchange with its bindings; nothing happens when there is none.
    public func deleteExchange(_ exchange: String, ifUnused: Bool = false) throws(AMQPError) {
        try perform { connection throws(AMQPError) in try connection.deleteExchange(exchange, ifUnused: ifUnused) }
    }

    /// Takes the next message from a queue, `nil` when none is ready. Settle it with ``ack(_:)`` or
    /// ``reject(_:requeue:)``.
    public func get(_ queue: String) throws(AMQPError) -> Delivery? {
        try perform { connection throws(AMQPError) in
            guard try connection.get(queue) else { return nil }
            while let event = try connection.next(wait: rpcTimeout) {
                switch event {
                case .delivered(let number, let isRedelivered, let message):
                    return Delivery(
                        message, tag: DeliveryTag(channel: channel, number: number), isRedelivered: isRedelivered)
                case .channelClosed(let error): throw error
                default: continue
                }
            }
            throw AMQPError(.timeout, operation: "basic.get", detail: "no message in time")
        }
    }

    /// Acknowledges a message of ``get(_:)``; ignored when its channel is gone.
    public func ack(_ tag: DeliveryTag) throws(AMQPError) {
        try perform { connection throws(AMQPError) in
            guard tag.channel == channel else { return }
            try connection.ack(SettlementLedger.Acknowledgement(tag: tag.number, multiple: false))
        }
    }

    /// Rejects a message of ``get(_:)``; ignored when its channel is gone.
    public func reject(_ tag: DeliveryTag, requeue: Bool) throws(AMQPError) {
        try perform { connection throws(AMQPError) in
            guard tag.channel == channel else { return }
            if requeue { try connection.giveBack(tag.number) } else { try connection.reject(tag.number) }
        }
    }

    /// Publishes one message and waits for its confirm.
    public func publish(_ publication: Publication) throws(AMQPError) -> PublishOutcome {
        if let error = publication.impossibility { throw error }
        return try perform { connection throws(AMQPError) in
            if confirmsChannel != channel {
                try connection.selectConfirms()
                confirmsChannel = channel
            }
            try connection.publish(publication)
            var returned: PublishOutcome?
            while let event = try connection.next(wait: rpcTimeout) {
                switch event {
                case .confirmed: return returned ?? .confirmed
                case .nacked: return returned ?? .nacked
                case .returned(let code, let text, _): returned = .returned(code: code, text: text)
                case .channelClosed(let error): throw error
                default: continue
                }
            }
            throw AMQPError(.timeout, operation: "basic.publish", detail: "no confirm in time")
        }
    }

    /// Closes the connection; everything unsettled returns to its queue. A session that is dropped is closed as well.
    public func close() {
        connection?.close()
        connection = nil
    }

    /// Runs an operation on the open channel, or on a new one when the last was closed.
    private func perform<Result>(
        _ body: (Connection) throws(AMQPError) -> Result
    ) throws(AMQPError) -> Result {
        guard let connection else { throw lastError }
        do throws(AMQPError) {
            if connection.channel == 0 {
                try connection.openChannel()
                channel += 1
            }
            return try body(connection)
        } catch {
            if error.code != .channelClosed {
                self.connection = nil
                lastError = error
            }
            throw error
        }
    }

    /// Keeps an idle connection alive, and notices when it is gone.
    private func turn() -> IOThread.Turn {
        guard let connection else { return IOThread.Turn([]) }
        do throws(AMQPError) {
            while try connection.next() != nil {}
            let deadline = try connection.keepAlive(.now)
            return IOThread.Turn([IOThread.Interest(descriptor: connection.descriptor)], deadline: deadline)
        } catch {
            self.connection = nil
            lastError = error
            return IOThread.Turn([])
        }
    }
}
