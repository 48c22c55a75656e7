/// What became of one publication.
public enum PublishOutcome: Sendable, Hashable {
    /// The broker has taken responsibility for the message.
    case confirmed
    /// At least one queue refused the message (a full queue with `reject-publish`); others may have it.
    case nacked
    /// No queue takes this routing key (`basic.return` of a mandatory message).
    case returned(code: UInt16, text: String)
    /// Nobody knows: there was no confirm before the channel, the connection or the time ended. When the error
    /// ``AMQPError/isRetriable`` the message may be published again; its consumer must expect it twice. With
    /// ``AMQPError/Code/timeout`` it was sent, and its confirm may still come.
    case unknown(AMQPError)
}
