public import Contracts
import Encodings
public import FoundationEssentials
import Incident
import JSON
public import Postgres

/// A message that commits with the rows that it announces, and is published afterwards.
public struct OutboxRow: Sendable, Hashable {
    public var id: UUID
    public var messageID: UUID
    public var exchange: String
    public var routingKey: String
    public var type: String
    public var correlationID: UUID?
    public var traceparent: String?
    public var body: [UInt8]
    /// Of the body; other than a CloudEvent only for what came from elsewhere and is replayed as it was.
    package var contentType = Envelope.contentType
    /// Failed tries to publish it.
    package var attempts = 0

    /// Wraps a message.
    /// - Parameters:
    ///   - cause: the `traceparent` of what led to the message.
    ///   - source: the process: `/muster/intake`.
    public init<Body: Message>(
        _ message: Body, subject: String, correlationID: UUID?, cause: String?, source: String, at time: Date = Date()
    ) {
        let id = UUID.v7()
        let trace = (cause.flatMap(TraceContext.init)?.child() ?? TraceContext.root()).traceparent
        let envelope = Envelope(message, id: id, source: source, subject: subject, time: time, traceparent: trace)
        self.init(
            id: id, messageID: id, exchange: Body.exchange, routingKey: Body.publicationKey, type: Body.type,
            correlationID: correlationID, traceparent: trace, body: envelope.json.bytes())
    }

    init(
        id: UUID, messageID: UUID, exchange: String, routingKey: String, type: String, correlationID: UUID?,
        traceparent: String?, body: [UInt8]
    ) {
        self.id = id
        self.messageID = messageID
        self.exchange = exchange
        self.routingKey = routingKey
        self.type = type
        self.correlationID = correlationID
        self.traceparent = traceparent
        self.body = body
    }

    /// Reads a row of `outbox`.
    init(_ row: PostgresRow) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), messageID: try row.decode("message_id"), exchange: try row.decode("exchange"),
            routingKey: try row.decode("routing_key"), type: try row.decode("type"),
            correlationID: try row.decode("correlation_id"), traceparent: try row.decode("traceparent"),
            body: try row.decode("body"))
        contentType = try row.decode("content_type")
        attempts = try row.decode("attempts")
    }

    /// One statement that writes the rows. They are born leased: for half a minute only the process that wrote them
    /// publishes them.
    public static func insert(_ rows: [OutboxRow]) -> Statement {
        Statement(
            """
            insert into outbox (id, message_id, exchange, routing_key, type, correlation_id, traceparent, body)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::bytea[])
            """,
            [
                .uuidArray(rows.map(\.id)), .uuidArray(rows.map(\.messageID)), .textArray(rows.map(\.exchange)),
                .textArray(rows.map(\.routingKey)), .textArray(rows.map(\.type)),
                .uuidArray(rows.map(\.correlationID)), .textArray(rows.map(\.traceparent)),
                .byteaArray(rows.map(\.body)),
            ])
    }
}
