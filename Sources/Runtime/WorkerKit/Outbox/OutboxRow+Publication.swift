import AMQP
import Encodings
import FoundationEssentials
import Incident
import JSON
import WorkStore

extension OutboxRow {
    /// The message as it is published. Not mandatory: every exchange has an alternate that keeps what matches no binding,
    /// and a fact that nobody consumes reaches no queue on purpose; the broker would return it for ever.
    func publication(_ stamp: PublicationStamp) -> Publication {
        var headers: [String: AMQPFieldValue] = [:]
        stamp.mark(&headers)
        if let traceparent { headers[MessageHeaders.traceparentKey] = .string(traceparent) }
        return Publication(
            exchange: exchange, routingKey: routingKey, isMandatory: false,
            properties: AMQPProperties(
                contentType: contentType, correlationID: correlationID.map { UUIDText.string(from: $0) },
                messageID: UUIDText.string(from: messageID),
                timestamp: messageID.timeOfV7.map { Int64($0.timeIntervalSince1970) }, type: type, headers: headers),
            body: body)
    }
}
