/// A message that a queue has delivered. It owns its bytes.
public struct Delivery: Sendable, Hashable {
    /// What to settle the delivery by.
    public var tag: DeliveryTag
    /// Whether the broker may have delivered the message before. A classic queue's only hint; see ``deliveryCount``.
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

    /// How often a quorum queue has delivered the message before (`x-delivery-count`). The first delivery has no count.
    public var deliveryCount: Int64? {
        properties.headers["x-delivery-count"]?.int
    }
}
