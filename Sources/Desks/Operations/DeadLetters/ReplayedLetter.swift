import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON

/// A dead letter as it goes back to its worker: the same message, with its tries counted from the beginning.
struct ReplayedLetter: Sendable, Equatable {
    /// Why a letter stays where it is.
    enum Refusal: Error, Equatable {
        /// Somebody else moved it since it was selected.
        case moved
        /// The worker no longer knows whether it has done the message.
        case tooOld
        /// It holds no message that its worker could read under a new id.
        case unreadable
    }

    /// What there is of a letter.
    struct Source: Sendable, Equatable {
        var id: UUID
        var worker: String
        var messageID: String?
        var messageType: String?
        var state: String
        var deadAt: Date
        var properties: JSON
        var body: [UInt8]
    }

    /// How long inboxes surely remember what was done.
    static let reach: TimeInterval = 90 * 86_400

    let messageID: UUID
    let exchange: String
    let type: String
    let correlationID: UUID?
    let traceparent: String?
    let contentType: String
    let body: [UInt8]

    /// - Parameter asNew: the message gets a new id, so that it is handled even if it was done before.
    init(_ letter: Source, asNew: Bool, now: Date, newID: UUID) throws(Refusal) {
        guard letter.state == "waiting" else { throw .moved }
        let original = letter.messageID.flatMap(UUID.init(uuidString:))
        let age = now.timeIntervalSince(original?.timeOfV7 ?? letter.deadAt)
        guard asNew || age < Self.reach else { throw .tooOld }
        messageID = asNew ? newID : original ?? letter.id
        exchange = letter.worker
        type = letter.properties["type"]?.stringValue ?? letter.messageType ?? "unknown"
        correlationID = letter.properties["correlation_id"]?.stringValue.flatMap(UUID.init(uuidString:))
        contentType = letter.properties["content_type"]?.stringValue ?? Envelope.contentType
        traceparent = letter.properties["traceparent"]?.stringValue
        body = asNew ? try Self.renamed(letter.body, newID, isEvent: type.hasPrefix("muster.")) : letter.body
    }

    /// Muster's own messages carry their id inside.
    private static func renamed(_ body: [UInt8], _ id: UUID, isEvent: Bool) throws(Refusal) -> [UInt8] {
        guard isEvent else { return body }
        guard case .object(var event)? = try? JSON.parse(body) else { throw .unreadable }
        event["id"] = id.json
        return JSON.object(event).bytes()
    }
}
