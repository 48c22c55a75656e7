import AMQP
import Contracts
import Encodings
import FoundationEssentials

/// A message whose worker is gone, as it goes to the dead letters. Only what Muster writes itself goes along: another
/// `x-death`, `expiration` or `CC` would lose, block or re-route it.
struct RetiredMessage {
    private static let kept = [
        MessageHeader.attempt, MessageHeader.firstFailedAt, MessageHeader.sourceMessageID, MessageHeader.build,
        MessageHeader.configuration, MessageHeader.traceparent,
    ]

    let publication: Publication

    /// - Parameter worker: whose dead letters it belongs to.
    init(_ delivery: Delivery, worker: String) {
        let original = delivery.properties
        var headers = original.headers.filter { Self.kept.contains($0.key) }
        headers[MessageHeader.errorCode] = "retired"
        headers[MessageHeader.errorDetail] = .string("nobody handles the messages of \(worker) any more")
        headers[MessageHeader.errorPlace] = "queue"
        // The same in every try, by which the keeper knows a letter that it has.
        if headers[MessageHeader.firstFailedAt] == nil, let sent = original.timestamp {
            headers[MessageHeader.firstFailedAt] = .string(
                RFC3339.string(from: Date(timeIntervalSince1970: Double(sent))))
        }
        publication = Publication(
            exchange: worker, routingKey: "dead",
            properties: AMQPProperties(
                contentType: original.contentType, correlationID: original.correlationID,
                messageID: original.messageID, timestamp: original.timestamp, type: original.type, headers: headers),
            body: delivery.body)
    }
}
