/// Where a queue's rejected and expired messages go.
public struct DeadLetterAddress: Sendable, Hashable {
    /// The exchange that they are published to.
    public var exchange: String
    /// The key that they are published under.
    public var routingKey: String

    /// A way for dead letters: an exchange and the key there.
    public init(exchange: String, routingKey: String) {
        self.exchange = exchange
        self.routingKey = routingKey
    }
}
