import AMQP
import Contracts
import Digests
import Encodings
import FoundationEssentials
import Incident
import JSON

/// A delivery on its way to its handler: read as far as the runtime needs.
struct Incoming: Sendable {
    let delivery: Delivery
    /// What the message is deduplicated by.
    let id: UUID
    /// The event; `nil` for what is not one of Muster's own messages.
    let event: Envelope?
    let headers: MessageHeaders

    /// Reads a delivery.
    /// - Parameter takesRaw: whether the worker handles deliveries that are no events.
    /// - Throws: ``Failure`` with remedy `deadLetter`.
    init(_ delivery: Delivery, takesRaw: Bool) throws(Failure) {
        self.delivery = delivery
        headers = MessageHeaders(delivery.properties.headers)
        try Self.checkEncoding(of: delivery)
        try Self.checkDrill(of: delivery)
        if takesRaw && !delivery.isOwn {
            event = nil
            id = Self.identity(of: delivery)
            return
        }
        let event = try Self.event(of: delivery)
        guard event.id.timeOfV7 != nil else {
            throw Failure(.deadLetter, code: "undecodable", detail: "the event's id is not a UUIDv7", place: "decode")
        }
        self.event = event
        id = event.id
    }

    /// What senders name as an encoding that is none: the alphabet, as kombu and Celery do, or that there is none.
    private static let plainEncodings: Set = ["", "identity", "utf-8", "utf8", "us-ascii", "7bit", "8bit", "binary"]

    /// - Throws: for a body that would have to be decoded first: it is not taken, and would only be called no JSON.
    private static func checkEncoding(of delivery: Delivery) throws(Failure) {
        if delivery.isEncodedByAMQP1 {
            throw Failure(
                .deadLetter, code: "content-encoding",
                detail: "the body is a value of AMQP 1.0 that is neither text nor bytes: publish the alert as JSON, "
                    + "in a text or in bytes",
                place: "decode")
        }
        let named = delivery.properties.contentEncoding ?? ""
        // kombu says `utf-8` and compresses all the same; it names the method in a header. Two bytes begin every gzip.
        let compression = delivery.properties.headers["compression"]?.string
        let isGzip = delivery.body.starts(with: [0x1F, 0x8B])
        let isPlain = plainEncodings.contains(named.trimmingSpaces.lowercased())
        guard let encoding = isPlain ? compression ?? (isGzip ? "gzip" : nil) : named else { return }
        throw Failure(
            .deadLetter, code: "content-encoding",
            detail: "the body is encoded (\(encoding.prefix(100))), and no encoding is taken: publish it as it is; "
                + "identity, utf-8 and no content-encoding at all are the same",
            place: "decode")
    }

    /// - Throws: for an exercise that may be none: it would page people, or keep them asleep.
    private static func checkDrill(of delivery: Delivery) throws(Failure) {
        guard delivery.isDrill == nil else { return }
        throw Failure(
            .deadLetter, code: "drill",
            detail:
                "the header \(MessageHeader.drill) must be true or false: publish it again; replayed, it is no exercise",
            place: "decode")
    }

    private static func event(of delivery: Delivery) throws(Failure) -> Envelope {
        do {
            return try Envelope(JSONReader(JSON.parse(delivery.body, limits: .default)))
        } catch {
            throw Failure(.deadLetter, code: "undecodable", detail: "\(error)", place: "decode")
        }
    }

    /// The sender's message id when it is a UUIDv7; else one that is the same for the same delivery, as far as the sender
    /// tells messages apart, so that a redelivery is recognised.
    private static func identity(of delivery: Delivery) -> UUID {
        if let own = delivery.properties.messageID.flatMap({ UUIDText.uuid(from: $0) }), own.timeOfV7 != nil {
            return own
        }
        let time = delivery.properties.timestamp.map { Date(timeIntervalSince1970: Double($0)) } ?? startOfDay()
        let recent = abs(time.timeIntervalSinceNow) < 80 * 86400 ? time : startOfDay()
        guard let messageID = delivery.properties.messageID else { return identity(ofUnnamed: delivery) }
        return UUID.v7(at: recent, from: sha256("\(delivery.routingKey)\n\(messageID)"))
    }

    /// How long the same text under the same key is a copy, sent again because its confirm was lost.
    private static let copyWindow: Double = 300

    /// Text for people has neither id nor key: a copy is told by what it says, within some minutes.
    private static func identity(ofUnnamed delivery: Delivery) -> UUID {
        guard ForeignBody.isPlainText(delivery.properties) else { return UUID.v7() }
        let window = (Date().timeIntervalSince1970 / copyWindow).rounded(.down) * copyWindow
        // Some say it in headers alone.
        let said = ForeignBody(delivery, routingKey: delivery.firstRoutingKey).bytes
        let facts = Array("\(delivery.routingKey)\n".utf8) + said
        return UUID.v7(at: Date(timeIntervalSince1970: window), from: sha256(facts))
    }

    private static func startOfDay() -> Date {
        Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 86400).rounded(.down) * 86400)
    }

    /// The message as its handler reads it.
    func message<Body: Message>(_ type: Body.Type) throws -> Received<Body> {
        guard let event else {
            throw Failure(.deadLetter, code: "undecodable", detail: "not an event", place: "decode")
        }
        return Received(
            id: id, body: try event.decode(Body.self), subject: event.subject, time: event.time,
            correlationID: delivery.properties.correlationID.flatMap { UUIDText.uuid(from: $0) },
            traceparent: event.traceparent, generation: event.generation, attempt: headers.attempt)
    }

    /// The delivery as a raw handler reads it.
    var raw: RawMessage {
        let foreign = ForeignBody(delivery, routingKey: firstRoutingKey)
        return RawMessage(
            id: id, sourceMessageID: headers.sourceMessageID ?? delivery.properties.messageID,
            routingKey: firstRoutingKey,
            contentType: foreign.contentType, body: foreign.bytes, traceparent: headers.traceparent,
            attempt: headers.attempt)
    }

    /// What the message calls itself, for logs and dead letters.
    var type: String { event?.type ?? firstRoutingKey }

    /// The key that a foreign message was first published under.
    private var firstRoutingKey: String { delivery.firstRoutingKey }
}

extension Delivery {
    /// Whether it is one of Muster's own messages: it says so, and did not come from where strangers publish. Who may send alerts
    /// or answers for a step of a playbook gives no commands by it.
    var isOwn: Bool { !isOfStrangers && properties.type?.hasPrefix("muster.") == true }

    private var isOfStrangers: Bool {
        exchange == "alerts" || (exchange == "playbooks" && routingKey.hasPrefix("result."))
    }

    /// The key that a foreign message was first published under: a retry or a replay carries it as its type.
    ///
    /// A sender of alerts marks an exercise in a header, which neither of them carries: the key is marked instead.
    var firstRoutingKey: String {
        if routingKey == "work" { return properties.type ?? "work" }
        return isDrill == true ? Drill.mark(routingKey) : routingKey
    }

    /// Whether a sender of alerts says that they are an exercise; `nil` for what is neither yes nor no.
    var isDrill: Bool? {
        guard exchange == "alerts", let value = properties.headers[MessageHeader.drill] else { return false }
        switch value {
        case .bool(let isDrill): return isDrill
        case .int(let number) where (0...1).contains(number): return number == 1
        case .string(let text) where ["true", "1"].contains(text.lowercased()): return true
        case .string(let text) where ["false", "0", ""].contains(text.lowercased()): return false
        default: return nil
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
