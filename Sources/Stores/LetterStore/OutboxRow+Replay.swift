import Contracts
import Encodings
import FoundationEssentials
import JSON
import WorkStore

/// Why a letter stays where it is.
enum ReplayRefusal: Error, Equatable {
    /// Somebody else moved it since it was selected.
    case moved
    /// The worker no longer knows whether it has done the message.
    case tooOld
    /// It holds no message that its worker could read under a new id.
    case unreadable

    /// The state of the letter in its selection.
    var selectedState: String { self == .unreadable ? "failed" : "skipped" }
}

extension OutboxRow {
    /// How long inboxes surely remember what was done, in seconds.
    static let replayReach: TimeInterval = 90 * 86_400

    /// A dead letter as it goes back to its worker: the same message, with its tries counted from the beginning.
    ///
    /// - Parameters:
    ///   - asNew: the message gets `newID`, so that it is handled even if it was done before.
    ///   - newID: a UUIDv7 of this moment.
    init(
        replaying letter: DeadLetter, _ content: LetterContent, asNew: Bool, now: Date, newID: UUID
    ) throws(ReplayRefusal) {
        guard letter.state == .waiting else { throw .moved }
        let original = letter.messageID.flatMap(UUIDText.uuid(from:))
        let age = now.timeIntervalSince(original?.timeOfV7 ?? letter.deadAt)
        guard asNew || age < Self.replayReach else { throw .tooOld }
        let type = content.type ?? letter.messageType ?? "unknown"
        self.init(
            id: UUID.v7(), messageID: asNew ? newID : original ?? letter.id, exchange: letter.worker,
            routingKey: "work", type: type, correlationID: content.correlationID.flatMap(UUIDText.uuid(from:)),
            traceparent: content.traceparent, contentType: content.contentType ?? Envelope.contentType,
            body: asNew ? try Self.renamed(content.body, newID, isOurs: type.hasPrefix("muster.")) : content.body)
    }

    /// Muster's own messages carry their id inside.
    private static func renamed(_ body: [UInt8], _ id: UUID, isOurs: Bool) throws(ReplayRefusal) -> [UInt8] {
        guard isOurs else { return body }
        guard case .object(var event)? = try? JSON.parse(body) else { throw .unreadable }
        event["id"] = id.json
        return JSON.object(event).bytes()
    }
}
