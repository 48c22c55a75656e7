/// A message to publish, and where.
public struct Publication: Sendable, Hashable {
    /// The exchange; "" is the default exchange, which routes to the queue named by the routing key.
    public var exchange: String
    /// What the exchange routes by, 255 bytes at most.
    public var routingKey: String
    /// Whether the broker gives the message back when no queue takes it (``PublishOutcome/returned(code:text:)``).
    public var isMandatory: Bool
    /// What is said of the message.
    public var properties: AMQPProperties
    /// The content.
    public var body: [UInt8]

    /// A publication that the broker gives back when no queue takes it.
    public init(
        exchange: String, routingKey: String, isMandatory: Bool = true, properties: AMQPProperties = AMQPProperties(),
        body: [UInt8]
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.isMandatory = isMandatory
        self.properties = properties
        self.body = body
    }
}
