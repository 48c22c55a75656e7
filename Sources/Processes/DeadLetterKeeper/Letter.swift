import AMQP
import Contracts
import Digests
import Encodings
import FoundationEssentials
import Incident
import JSON

/// A message that a worker gave up on, as it is kept: its bytes as they were, and why it died.
struct Letter: Sendable, Hashable {
    var id: UUID
    var worker: String
    var messageID: String?
    var messageType: String?
    /// The incident's name, as far as the message tells.
    var incident: String?
    var errorCode: String
    var errorDetail: String
    /// Where in the worker it failed.
    var place: String
    var attempts: Int
    var firstFailedAt: Date?
    var properties: JSON
    var body: [UInt8]

    /// Tells letters of one cause from others: worker, type, error and place.
    var group: String {
        String(Hex.encode(sha256([worker, messageType ?? "", errorCode, place].joined(separator: "\n"))).prefix(12))
    }

    init(_ delivery: Delivery, worker: String) {
        let properties = delivery.properties
        let death = Death(properties.headers)
        self.worker = worker
        messageID = properties.messageID
        messageType = properties.type
        incident = Self.incident(in: delivery.body)
        errorCode = death.code
        errorDetail = death.detail
        place = death.place
        attempts = death.attempts
        firstFailedAt = death.firstFailedAt
        self.properties = Self.properties(properties)
        body = delivery.body
        id = Self.identity(delivery, worker: worker, death: death)
    }

    /// The subject of an event; nothing for what cannot be read, which is kept all the same.
    private static func incident(in body: [UInt8]) -> String? {
        guard let subject = (try? JSON.parse(body))?["subject"]?.stringValue, IncidentName(subject) != nil else {
            return nil
        }
        return subject
    }

    /// The same for every delivery of the same death, so that a letter that is stored and not acknowledged is not stored
    /// twice; another one when the message was replayed and died again.
    private static func identity(_ delivery: Delivery, worker: String, death: Death) -> UUID {
        let time = death.firstFailedAt ?? delivery.properties.timestamp.map { Date(timeIntervalSince1970: Double($0)) }
        let facts = [
            worker, delivery.properties.messageID ?? "", death.code, "\(death.attempts)", death.mark,
            Hex.encode(sha256(delivery.body)),
        ]
        return UUID.v7(at: time ?? Date(timeIntervalSince1970: 0), from: sha256(facts.joined(separator: "\n")))
    }

    private static func properties(_ properties: AMQPProperties) -> JSON {
        var object: JSONObject = [:]
        object["content_type"] = properties.contentType.map { .string($0) }
        object["correlation_id"] = properties.correlationID.map { .string($0) }
        object["message_id"] = properties.messageID.map { .string($0) }
        object["type"] = properties.type.map { .string($0) }
        object["timestamp"] = properties.timestamp.map { .int($0) }
        object["traceparent"] = properties.headers["traceparent"]?.string.map { .string($0) }
        return .object(object)
    }
}
