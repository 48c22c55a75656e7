/// A message that a queue has delivered. It owns its bytes.
public struct Delivery: Sendable, Hashable {
    /// What to settle the delivery by.
    public var tag: DeliveryTag
    /// Whether the queue has handed the message out before, to anybody; see ``deliveryCount``.
    public var isRedelivered: Bool
    /// The exchange it was published to.
    public var exchange: String
    /// The key it was published with, 255 bytes at most.
    public var routingKey: String
    /// What its sender said of it.
    public var properties: AMQPProperties
    /// The content.
    public var body: [UInt8]

    /// A delivery, as tests make them.
    public init(
        tag: DeliveryTag, isRedelivered: Bool = false, exchange: String, routingKey: String,
        properties: AMQPProperties = AMQPProperties(), body: [UInt8]
    ) {
        self.tag = tag
        self.isRedelivered = isRedelivered
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
    }

    /// How often a quorum queue has handed the message out before, as far as it counts; 0 on a first delivery, where both
    /// headers are whatever the sender wrote (RabbitMQ 3.10.8, also through a shovel).
    ///
    /// Up to RabbitMQ 4.2 `x-delivery-count` counts every return; from 4.3 on it counts those that cost an attempt, and
    /// `x-acquired-count` counts all.
    public var deliveryCount: Int {
        guard isRedelivered else { return 0 }
        return Int(clamping: max(0, Self.countHeaders.compactMap { properties.headers[$0]?.int }.max() ?? 0))
    }

    private static let countHeaders = ["x-delivery-count", "x-acquired-count"]
}

extension Delivery {
    /// A message as the broker has delivered it. The counts that a first delivery carries are its sender's, and end here.
    init(_ message: ReceivedMessage, tag: DeliveryTag, isRedelivered: Bool) {
        self.init(
            tag: tag, isRedelivered: isRedelivered, exchange: message.exchange, routingKey: message.routingKey,
            properties: message.properties, body: message.body)
        guard !isRedelivered, !properties.headers.isEmpty else { return }
        for name in Self.countHeaders { properties.headers[name] = nil }
    }
}
