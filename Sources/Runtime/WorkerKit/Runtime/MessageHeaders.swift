import AMQP
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON

/// The headers that Muster's messages carry; of all others nothing is passed on.
struct MessageHeaders: Sendable, Hashable {
    static let attemptKey = MessageHeader.attempt
    static let firstFailedAtKey = MessageHeader.firstFailedAt
    static let errorCodeKey = MessageHeader.errorCode
    static let errorDetailKey = MessageHeader.errorDetail
    static let errorPlaceKey = MessageHeader.errorPlace
    static let retryAtKey = MessageHeader.retryAt
    static let sourceMessageIDKey = MessageHeader.sourceMessageID
    static let buildKey = MessageHeader.build
    static let configurationKey = MessageHeader.configuration
    static let traceparentKey = MessageHeader.traceparent

    /// From 1: how often a handler has begun with the message, this time included, as far as it counts.
    var attempt: Int
    var firstFailedAt: Date?
    var traceparent: String?
    /// What a foreign sender called its message.
    var sourceMessageID: String?

    init(_ headers: [String: AMQPFieldValue]) {
        attempt = headers[Self.attemptKey]?.int.map { Int(clamping: max(1, min($0, 1_000_000))) } ?? 1
        firstFailedAt = headers[Self.firstFailedAtKey]?.string.flatMap { RFC3339.date(from: $0) }
        traceparent = headers[Self.traceparentKey]?.string.flatMap(TraceContext.init)?.traceparent
        sourceMessageID = headers[Self.sourceMessageIDKey]?.string.map { String($0.prefix(255)) }
    }
}
