import AMQP
import Contracts
import Digests
import Encodings
import FoundationEssentials
import Incident
import JSON
import LetterStore

extension DeadLetter {
    /// A message that a worker gave up on, and why it died.
    init(_ delivery: Delivery, worker: String) {
        let properties = delivery.properties
        let death = Death(properties.headers)
        self.init(
            id: Self.identity(delivery, worker: worker, death: death), worker: worker, messageID: properties.messageID,
            messageType: properties.type, incident: Self.incident(in: delivery.body), place: death.place,
            errorCode: death.code, errorDetail: death.detail, attempts: death.attempts,
            firstFailedAt: death.firstFailedAt)
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
}

extension LetterContent {
    /// The bytes as they were.
    init(_ delivery: Delivery) {
        let properties = delivery.properties
        self.init(
            contentType: properties.contentType, correlationID: properties.correlationID,
            messageID: properties.messageID, type: properties.type, timestamp: properties.timestamp,
            traceparent: properties.headers[MessageHeader.traceparent]?.string,
            build: properties.headers[MessageHeader.build]?.string.map { String($0.prefix(100)) },
            configuration: properties.headers[MessageHeader.configuration]?.int, body: delivery.body)
    }
}
