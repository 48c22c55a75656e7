/// What the broker says by itself.
enum ConnectionEvent {
    /// A message for the consumer, or the answer to `basic.get`.
    case delivered(number: UInt64, isRedelivered: Bool, ReceivedMessage)
    case confirmed(tag: UInt64, multiple: Bool)
    case nacked(tag: UInt64, multiple: Bool)
    case returned(code: UInt16, text: String, ReceivedMessage)
    /// The broker ended the consumer: its queue is gone.
    case cancelled(consumerTag: String)
    /// The channel is closed; the connection can open another.
    case channelClosed(AMQPError)
    case blocked(reason: String)
    case unblocked
}

/// A message as it came.
struct ReceivedMessage {
    var exchange: String
    var routingKey: String
    var properties: AMQPProperties
    var body: [UInt8]
}
