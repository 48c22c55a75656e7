import AMQP
import Contracts
import Encodings
import FoundationEssentials
import JSON

/// A message as it is published again: to a retry queue, or to the dead letters. Only what is listed here goes along: a
/// foreign `x-death`, `expiration`, `user_id` or `CC` would lose, block or re-route the message.
enum Republication {
    static func retry(
        _ delivery: Delivery, worker: String, delay: RetryDelay, attempt: Int, because failure: Failure,
        firstFailedAt: Date
    ) -> Publication {
        publication(
            delivery, worker: worker, key: "retry.\(delay.rawValue)", attempt: attempt, failure: failure,
            firstFailedAt: firstFailedAt, retryAt: Date(timeIntervalSinceNow: Double(delay.milliseconds) / 1000))
    }

    static func deadLetter(
        _ delivery: Delivery, worker: String, attempt: Int, because failure: Failure, firstFailedAt: Date
    ) -> Publication {
        publication(
            delivery, worker: worker, key: "dead", attempt: attempt, failure: failure, firstFailedAt: firstFailedAt)
    }

    private static func publication(
        _ delivery: Delivery, worker: String, key: String, attempt: Int, failure: Failure, firstFailedAt: Date,
        retryAt: Date? = nil
    ) -> Publication {
        let original = delivery.properties
        let headers = MessageHeaders(original.headers)
        var kept: [String: AMQPFieldValue] = [
            MessageHeaders.attemptKey: .int(Int64(attempt)),
            MessageHeaders.firstFailedAtKey: .string(RFC3339.string(from: firstFailedAt)),
            MessageHeaders.errorCodeKey: .string(String(failure.code.prefix(100))),
            MessageHeaders.errorDetailKey: .string(String(failure.detail.prefix(1000))),
            MessageHeaders.errorPlaceKey: .string(String(failure.place.prefix(200))),
        ]
        if let retryAt { kept[MessageHeaders.retryAtKey] = .string(RFC3339.string(from: retryAt)) }
        if let traceparent = headers.traceparent { kept[MessageHeaders.traceparentKey] = .string(traceparent) }
        if let id = headers.sourceMessageID ?? foreignID(of: original) {
            kept[MessageHeaders.sourceMessageIDKey] = .string(id)
        }
        let foreign = delivery.isOwn ? nil : ForeignBody(delivery, routingKey: delivery.firstRoutingKey)
        return Publication(
            exchange: worker, routingKey: key, isMandatory: true,
            properties: AMQPProperties(
                contentType: foreign?.contentType ?? original.contentType, correlationID: original.correlationID,
                messageID: original.messageID,
                timestamp: original.timestamp,
                type: delivery.isOwn ? original.type : delivery.firstRoutingKey, headers: kept),
            body: foreign?.bytes ?? delivery.body)
    }

    private static func foreignID(of properties: AMQPProperties) -> String? {
        guard let id = properties.messageID, UUIDText.uuid(from: id) == nil else { return nil }
        return String(id.prefix(255))
    }
}
