import FoundationEssentials
import JSON
import Postgres

/// A row of `dead_letter_keeper.letter`, without its body.
struct DeadLetter: Sendable {
    let id: UUID
    let worker: String
    let messageID: String?
    let messageType: String?
    let incident: String?
    let group: String
    let place: String
    let errorCode: String
    let errorDetail: String
    let attempts: Int
    let firstFailedAt: Date?
    let deadAt: Date
    let state: String

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

    var json: JSON {
        [
            "id": id.json, "worker": .string(worker), "message_id": .optional(messageID),
            "message_type": .optional(messageType), "incident": .optional(incident), "group": .string(group),
            "place": .string(place), "error_code": .string(errorCode), "error_detail": .string(errorDetail),
            "attempts": .int(attempts), "first_failed_at": .optional(firstFailedAt), "dead_at": deadAt.json,
            "state": .string(state),
        ]
    }
}
