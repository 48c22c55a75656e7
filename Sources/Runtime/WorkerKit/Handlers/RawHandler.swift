public import FoundationEssentials
public import WorkStore

/// Handles deliveries that are not Muster's own messages: alerts as detectors publish them.
public protocol RawHandler: Sendable {
    /// Writes what the deliveries ask for, like a ``DatabaseHandler``.
    func handle(_ batch: [RawMessage], in transaction: UnitOfWork) async throws -> [Outcome]
}

/// A delivery that is not one of Muster's own messages.
public struct RawMessage: Sendable, Hashable {
    /// A UUIDv7: the sender's own message id when it is one, else one made at this border.
    public var id: UUID
    /// What the sender called the message.
    public var sourceMessageID: String?
    /// The key it was first published under: `<format>.<source>`.
    public var routingKey: String
    /// The media type that the sender named; `nil` when it named none.
    public var contentType: String?
    /// The message as it came, of any bytes; what a sender of a CloudEvent or of text put into properties and headers is part
    /// of it.
    public var body: [UInt8]
    /// W3C Trace Context of the sender; `nil` when it sent none.
    public var traceparent: String?
    /// From 1.
    public var attempt: Int

    /// A delivery with what its headers say; tests make their own.
    public init(
        id: UUID, sourceMessageID: String?, routingKey: String, contentType: String?, body: [UInt8],
        traceparent: String?,
        attempt: Int
    ) {
        self.id = id
        self.sourceMessageID = sourceMessageID
        self.routingKey = routingKey
        self.contentType = contentType
        self.body = body
        self.traceparent = traceparent
        self.attempt = attempt
    }
}
