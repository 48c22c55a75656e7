/// A message to publish, and where.
public struct Publication: Sendable, Hashable {
    /// The exchange; "" is the default exchange, which routes to the queue named by the routing key.
    public var exchange: String
    public var routingKey: String
    /// Whether the broker gives the message back when no queue takes it (``PublishOutcome/returned(code:text:)``).
    public var isMandatory: Bool
    public var properties: AMQPProperties
    public var body: [UInt8]

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
