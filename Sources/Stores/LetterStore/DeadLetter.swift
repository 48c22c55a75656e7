public import FoundationEssentials
import Digests
import Encodings
public import JSON
package import Postgres

/// A row of `dead_letter_keeper.letter`, without what the message carries: that is ``LetterContent``.
public struct DeadLetter: Sendable, Hashable {
    /// UUIDv7, the same for every delivery of one death; a message that is replayed and dies again is another letter.
    public let id: UUID
    /// The worker that gave up.
    public let worker: String
    /// As the broker had it: a UUID for Muster's own messages, anything for a detector's.
    public let messageID: String?
    /// Such as `muster.incident.opened.v1`.
    public let messageType: String?
    /// The incident's name, as far as the message tells.
    public let incident: String?
    /// The same for letters of one cause: worker, type, error and place.
    public let group: String
    /// Where in the worker it failed.
    public let place: String
    /// The worker's word for the failure, or the broker's; `delivery-limit` when the process died each time it had it,
    /// or gave it back.
    public let errorCode: String
    /// What went wrong, in words for people.
    public let errorDetail: String
    /// Tries before the worker gave up, from 1.
    public let attempts: Int
    /// When the first try failed; `nil` when the message does not tell.
    public let firstFailedAt: Date?
    /// When the letter was stored, by the database's clock.
    public let deadAt: Date
    /// What became of it.
    public let state: DeadLetterState

    /// A letter as it begins to wait: `deadAt` is now, and the row has the database's own time.
    package init(
        id: UUID, worker: String, messageID: String?, messageType: String?, incident: String?, place: String,
        errorCode: String, errorDetail: String, attempts: Int, firstFailedAt: Date?, deadAt: Date = Date(),
        state: DeadLetterState = .waiting
    ) {
        self.id = id
        self.worker = worker
        self.messageID = messageID
        self.messageType = messageType
        self.incident = incident
        group = Self.group(worker, messageType, errorCode, place)
        self.place = place
        self.errorCode = errorCode
        self.errorDetail = errorDetail
        self.attempts = attempts
        self.firstFailedAt = firstFailedAt
        self.deadAt = deadAt
        self.state = state
    }

    /// What ``init(_:)`` reads, of the table under the name `l`.
    package static let columns = """
        l.id, l.worker, l.message_id, l.message_type, l.incident, l."group", l.place, l.error_code, l.error_detail,
        l.attempts, l.first_failed_at, l.dead_at, l.state
        """

    /// Reads a row with ``columns``.
    package init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        worker = try row.decode("worker")
        messageID = try row.decode("message_id")
        messageType = try row.decode("message_type")
        incident = try row.decode("incident")
        group = try row.decode("group")
        place = try row.decode("place")
        errorCode = try row.decode("error_code")
        errorDetail = try row.decode("error_detail")
        attempts = try row.decode("attempts")
        firstFailedAt = try row.decode("first_failed_at")
        deadAt = try row.decode("dead_at")
        state = try DeadLetterState(row)
    }

    private static func group(_ worker: String, _ type: String?, _ code: String, _ place: String) -> String {
        String(Hex.encode(sha256([worker, type ?? "", code, place].joined(separator: "\n"))).prefix(12))
    }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "id": id.json, "worker": .string(worker), "message_id": .optional(messageID),
            "message_type": .optional(messageType), "incident": .optional(incident), "group": .string(group),
            "place": .string(place), "error_code": .string(errorCode), "error_detail": .string(errorDetail),
            "attempts": .int(attempts), "first_failed_at": .optional(firstFailedAt), "dead_at": deadAt.json,
            "state": .string(state.rawValue),
        ]
    }
}
