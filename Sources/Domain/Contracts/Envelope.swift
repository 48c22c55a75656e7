import Encodings
public import FoundationEssentials
public import JSON

/// A message on its way: a CloudEvents 1.0 event in structured JSON mode (`application/cloudevents+json`).
public struct Envelope: Sendable, Hashable {
    /// The content type of the body.
    public static let contentType = "application/cloudevents+json"

    /// UUIDv7. The same in every redelivery, retry and replay: what consumers deduplicate by.
    public var id: UUID
    /// The process that announced it, as a URI reference: `/muster/intake`.
    public var source: String
    /// `muster.` and the routing key of its kind.
    public var type: String
    /// The incident's name, or what else it is about.
    public var subject: String
    /// When it was announced.
    public var time: Date
    /// W3C Trace Context, by CloudEvents' distributed tracing extension.
    public var traceparent: String?
    /// Which setting of its timer announced it, an extension attribute of Muster's own: a timer that is set again under the same
    /// key announces a message of a greater generation. `nil` for what no timer announced.
    public var generation: Int?
    /// What the message carries, as its kind writes it.
    public var data: JSON

    /// An event with these attributes.
    public init(
        id: UUID, source: String, type: String, subject: String, time: Date, traceparent: String?,
        generation: Int? = nil, data: JSON
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.traceparent = traceparent
        self.generation = generation
        self.data = data
    }

    /// Wraps a message.
    public init(
        _ body: some Message, id: UUID, source: String, subject: String, time: Date, traceparent: String?
    ) {
        self.init(
            id: id, source: source, type: Swift.type(of: body).type, subject: subject, time: time,
            traceparent: traceparent,
            data: body.json)
    }

    /// Reads what the event carries.
    /// - Throws: `JSONDecodingError` that names the field.
    public func decode<Body: Message>(_ body: Body.Type = Body.self) throws -> Body {
        try Body(JSONReader(data))
    }
}

extension Envelope: JSONEncodable, JSONDecodable {
    /// The event in structured mode; what is `nil` is left out.
    public var json: JSON {
        var members: JSONObject = [
            "specversion": "1.0", "id": .string(UUIDText.string(from: id)), "source": .string(source),
            "type": .string(type), "subject": .string(subject), "time": .string(RFC3339.string(from: time)),
            "datacontenttype": "application/json",
        ]
        if let traceparent { members["traceparent"] = .string(traceparent) }
        if let generation { members["generation"] = .int(generation) }
        members["data"] = data
        return .object(members)
    }

    /// Reads the envelope; attributes that are not known are ignored, as CloudEvents asks.
    public init(_ reader: JSONReader) throws {
        guard try reader.string("specversion", length: 1...10) == "1.0" else {
            throw try reader.member("specversion").error(expected: "1.0", found: "another version")
        }
        self.init(
            id: try reader.uuid("id"), source: try reader.string("source", length: 1...200),
            type: try reader.string("type", length: 1...200),
            subject: try reader.optionalString("subject", length: 0...200) ?? "",
            time: try reader.timestamp("time"), traceparent: try reader.optionalString("traceparent", length: 0...55),
            generation: try reader.optionalInt("generation", in: 1...Int.max),
            data: try reader.member("data").value)
    }
}
