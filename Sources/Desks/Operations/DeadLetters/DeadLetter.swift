public import FoundationEssentials
public import JSON
import Postgres

/// A row of `dead_letter_keeper.letter`, without its body.
public struct DeadLetter: Sendable {
    public let id: UUID
    /// The worker that gave up.
    public let worker: String
    /// As the broker had it: a UUID for Muster's own messages, anything for a detector's.
    public let messageID: String?
    /// Such as `muster.incident.opened.v1`.
    public let messageType: String?
    /// The incident's name, as far as the message tells.
    public let incident: String?
    /// The same for letters of one worker, type, error and place.
    public let group: String
    /// Where in the worker it failed.
    public let place: String
    public let errorCode: String
    public let errorDetail: String
    /// Tries before the worker gave up, from 1.
    public let attempts: Int
    public let firstFailedAt: Date?
    public let deadAt: Date
    /// `waiting`, `replaying`, `replayed` or `discarded`.
    public let state: String

    init(_ row: PostgresRow) throws {
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
        state = try row.decode("state")
    }

    /// As commands and doors show it.
    public var json: JSON {
        [
            "id": id.json, "worker": .string(worker), "message_id": .optional(messageID),
            "message_type": .optional(messageType), "incident": .optional(incident), "group": .string(group),
            "place": .string(place), "error_code": .string(errorCode), "error_detail": .string(errorDetail),
            "attempts": .int(attempts), "first_failed_at": .optional(firstFailedAt), "dead_at": deadAt.json,
            "state": .string(state),
        ]
    }
}
