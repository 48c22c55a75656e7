import Contracts
public import FoundationEssentials

/// A message as a handler receives it.
public struct Received<Body: Sendable>: Sendable {
    /// The same in every redelivery, retry and replay.
    public var id: UUID
    /// What it says, decoded.
    public var body: Body
    /// The incident's name, or what else it is about.
    public var subject: String
    /// When it was announced.
    public var time: Date
    /// The incident's id.
    public var correlationID: UUID?
    /// W3C Trace Context of whoever announced it.
    public var traceparent: String?
    /// Which setting of its timer announced it: one that was set later under the same key announces a greater one. `nil` for what
    /// no timer announced.
    public var generation: Int?
    /// From 1.
    public var attempt: Int

    /// A message with its headers; tests make their own.
    public init(
        id: UUID, body: Body, subject: String, time: Date, correlationID: UUID?, traceparent: String?,
        generation: Int? = nil, attempt: Int
    ) {
        self.id = id
        self.body = body
        self.subject = subject
        self.time = time
        self.correlationID = correlationID
        self.traceparent = traceparent
        self.generation = generation
        self.attempt = attempt
    }

    /// The same message with its body read.
    func map<Other: Sendable>(_ transform: (Body) throws -> Other) rethrows -> Received<Other> {
        Received<Other>(
            id: id, body: try transform(body), subject: subject, time: time, correlationID: correlationID,
            traceparent: traceparent, generation: generation, attempt: attempt)
    }
}
