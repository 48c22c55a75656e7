public import Contracts
import Encodings
public import FoundationEssentials
import Incident
import JSON
public import Postgres

/// A message that commits with the rows that it announces, and is published afterwards.
public struct OutboxRow: Sendable, Hashable {
    /// UUIDv7 of the row.
    public var id: UUID
    /// UUIDv7 of the message: what consumers deduplicate by. The row's own id, except for what is published again.
    public var messageID: UUID
    /// Where it is published: a shared exchange, or that of the worker that a command is for.
    public var exchange: String
    /// A fact's name and version, or `work` for a command.
    public var routingKey: String
    /// The CloudEvents type, or what a foreign message was first published under.
    public var type: String
    /// The incident's id.
    public var correlationID: UUID?
    /// W3C trace context, which goes along as a header.
    public var traceparent: String?
    /// Of the body; other than a CloudEvent only for what came from elsewhere and is published again as it was.
    public var contentType: String
    /// What is published: of Muster's own messages the whole ``Envelope`` as JSON.
    public var body: [UInt8]
    /// Failed tries to publish it.
    package var attempts = 0

    /// Wraps a message.
    /// - Parameters:
    ///   - subject: what it is about. The message's trace is a child of the subject's cause.
    ///   - source: the process: `/muster/intake`.
    ///   - time: when it is announced.
    public init(_ message: some Message, about subject: Subject, source: String, at time: Date = Date()) {
        let kind = Swift.type(of: message)
        self.init(
            exchange: kind.exchange, routingKey: kind.publicationKey, type: kind.type, subject: subject,
            generation: nil, data: message.json, source: source, at: time)
    }

    /// Wraps the message of a timer.
    /// - Parameter worker: the process whose timer it is, and whose exchange its command goes to.
    init(_ timer: DueTimer, worker: String, at time: Date) {
        self.init(
            exchange: worker, routingKey: "work", type: timer.type, subject: timer.subject,
            generation: timer.generation, data: timer.data, source: "/muster/\(worker)", at: time)
    }

    private init(
        exchange: String, routingKey: String, type: String, subject: Subject, generation: Int?, data: JSON,
        source: String, at time: Date
    ) {
        let id = UUID.v7()
        let trace = (subject.cause.flatMap(TraceContext.init)?.child() ?? TraceContext.root()).traceparent
        let envelope = Envelope(
            id: id, source: source, type: type, subject: subject.name, time: time, traceparent: trace,
            generation: generation, data: data)
        self.init(
            id: id, messageID: id, exchange: exchange, routingKey: routingKey, type: type, correlationID: subject.id,
            traceparent: trace, contentType: Envelope.contentType, body: envelope.json.bytes())
    }

    /// A message as it is, to be published again.
    /// - Parameter contentType: of the body: ``Envelope/contentType``, or what a foreign sender gave.
    public init(
        id: UUID, messageID: UUID, exchange: String, routingKey: String, type: String, correlationID: UUID?,
        traceparent: String?, contentType: String, body: [UInt8]
    ) {
        self.id = id
        self.messageID = messageID
        self.exchange = exchange
        self.routingKey = routingKey
        self.type = type
        self.correlationID = correlationID
        self.traceparent = traceparent
        self.contentType = contentType
        self.body = body
    }

    /// Reads a row that was leased.
    init(_ row: PostgresRow) throws(PostgresError) {
        self.init(
            id: try row.decode("id"), messageID: try row.decode("message_id"), exchange: try row.decode("exchange"),
            routingKey: try row.decode("routing_key"), type: try row.decode("type"),
            correlationID: try row.decode("correlation_id"), traceparent: try row.decode("traceparent"),
            contentType: try row.decode("content_type"), body: try row.decode("body"))
        attempts = try row.decode("attempts")
    }

    /// One statement that writes the rows. They are born leased: for half a minute only the process that wrote them
    /// publishes them, unless it says that it does not.
    /// - Parameter leased: whether the caller hands the rows over to its relay after the commit. Without, the next sweep of any
    ///   instance takes them.
    public static func insert(_ rows: [OutboxRow], leased: Bool = true) -> Statement {
        Statement(
            """
            with event as (
                insert into outbox_event
                    (id, message_id, exchange, routing_key, type, correlation_id, traceparent, content_type, body)
                select * from unnest(
                    $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                    $9::bytea[])
            )
            insert into outbox_pending (id, claimable_at)
            select id, now() + interval '30 seconds' * $10::int4 from unnest($1::uuid[]) as new (id)
            """,
            [
                .uuidArray(rows.map(\.id)), .uuidArray(rows.map(\.messageID)), .textArray(rows.map(\.exchange)),
                .textArray(rows.map(\.routingKey)), .textArray(rows.map(\.type)),
                .uuidArray(rows.map(\.correlationID)), .textArray(rows.map(\.traceparent)),
                .textArray(rows.map(\.contentType)), .byteaArray(rows.map(\.body)), .int4(leased ? 1 : 0),
            ])
    }
}
