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
        if takesRaw && delivery.properties.type?.hasPrefix("muster.") != true {
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
        guard let messageID = delivery.properties.messageID else { return UUID.v7() }
        return UUID.v7(at: recent, from: sha256("\(delivery.routingKey)\n\(messageID)"))
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
        RawMessage(
            id: id, sourceMessageID: headers.sourceMessageID ?? delivery.properties.messageID,
            routingKey: firstRoutingKey,
            contentType: delivery.properties.contentType, body: delivery.body, traceparent: headers.traceparent,
            attempt: headers.attempt)
    }

    /// What the message calls itself, for logs and dead letters.
    var type: String { event?.type ?? firstRoutingKey }

    /// The key that a foreign message was first published under: a retry or a replay carries it as its type.
    private var firstRoutingKey: String {
        delivery.routingKey == "work" ? delivery.properties.type ?? "work" : delivery.routingKey
    }
}
