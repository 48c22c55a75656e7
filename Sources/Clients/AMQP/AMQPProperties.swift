/// The properties of a message (AMQP 0-9-1, section 1.8 "basic"). Short strings hold 255 bytes at most.
public struct AMQPProperties: Sendable, Hashable {
    /// The MIME type of the body.
    public var contentType: String?
    /// The MIME encoding of the body.
    public var contentEncoding: String?
    /// Delivery mode 2: the broker keeps the message over a restart. Default `true`.
    public var isPersistent: Bool
    /// 0…9.
    public var priority: UInt8?
    /// What the message belongs to, as its sender says.
    public var correlationID: String?
    /// Where an answer is wanted: a queue, by custom.
    public var replyTo: String?
    /// Milliseconds, in decimal, after which the broker may drop the message or dead-letter it.
    public var expiration: String?
    /// The sender's own id of the message.
    public var messageID: String?
    /// Seconds since 1970.
    public var timestamp: Int64?
    /// The name of the kind of message.
    public var type: String?
    /// The broker refuses any other than the connection's own user.
    public var userID: String?
    /// The program that has sent it, as it says itself.
    public var appID: String?
    /// The header table; names hold 255 bytes at most.
    public var headers: [String: AMQPFieldValue]

    /// Properties of which none is set but persistence.
    public init(
        contentType: String? = nil, contentEncoding: String? = nil, isPersistent: Bool = true, priority: UInt8? = nil,
        correlationID: String? = nil, replyTo: String? = nil, expiration: String? = nil, messageID: String? = nil,
        timestamp: Int64? = nil, type: String? = nil, userID: String? = nil, appID: String? = nil,
        headers: [String: AMQPFieldValue] = [:]
    ) {
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.isPersistent = isPersistent
        self.priority = priority
        self.correlationID = correlationID
        self.replyTo = replyTo
        self.expiration = expiration
        self.messageID = messageID
        self.timestamp = timestamp
        self.type = type
        self.userID = userID
        self.appID = appID
        self.headers = headers
    }
}
