import AlertDesk
import Encodings
import FoundationEssentials
import HTTPKit
import HTTPTypes
import HummingbirdCore
import Incident
import JSON
import Pacing

/// What Opsgenie's Alert API answers.
struct OpsgenieAnswer: Sendable {
    private let status: HTTPResponse.Status
    /// What it says besides how long it took.
    private let members: JSONObject

    /// Bytes of a body at most.
    static let limit = 1 << 20

    /// The body of a request, which may be left out.
    static func json(_ body: [UInt8]) throws -> JSON {
        body.isEmpty ? .object([:]) : try JSON.parse(body, limits: AlertBody.limits)
    }

    /// That a request was taken.
    /// - Parameter alert: the alert that it is about, if there is one.
    static func accepted(_ alert: UUID?) -> OpsgenieAnswer {
        OpsgenieAnswer(
            status: .accepted,
            members: ["result": "Request will be processed", "requestId": (alert ?? .v7()).json])
    }

    /// What was asked for.
    static func data(_ data: JSON) -> OpsgenieAnswer {
        OpsgenieAnswer(status: .ok, members: ["data": data, "requestId": UUID.v7().json])
    }

    /// The whole answer.
    /// - Parameter time: what it took, which Opsgenie tells in seconds.
    func response(after time: Duration) -> Response {
        var members = members
        members["took"] = .double((time.seconds * 1000).rounded() / 1000)
        return .json(.object(members), status: status)
    }

    /// An alert as its sender sees it.
    static func alert(_ alert: SenderAlerts.Alert) -> JSON {
        [
            "id": .string(UUIDText.string(from: alert.id)), "tinyId": .string(TinyID.text(of: alert.id)),
            "alias": .string(alert.dedupKey), "message": .string(alert.title),
            "description": .string(alert.description), "status": alert.status == .resolved ? "closed" : "open",
            "acknowledged": .bool(alert.status == .acknowledged), "isSeen": .bool(alert.status == .acknowledged),
            "snoozed": false, "count": .int(alert.count), "priority": .string(priority(alert.severity)),
            "createdAt": alert.firstAt.json, "updatedAt": alert.lastAt.json, "lastOccurredAt": alert.lastAt.json,
        ]
    }

    private static func priority(_ severity: AlertSeverity) -> String {
        switch severity {
        case .critical: "P1"
        case .error: "P2"
        case .warning: "P3"
        case .info: "P4"
        }
    }

    /// That a request was not taken. Senders send it again after 429 and 5xx.
    static func problem(_ problem: Problem) -> Response {
        let status: HTTPResponse.Status = problem.status == .badRequest ? .unprocessableContent : problem.status
        var body: JSONObject = [
            "message": .string(
                status == .unprocessableContent
                    ? "Request body is not processable. Please check the errors." : problem.detail),
            "requestId": UUID.v7().json,
        ]
        if status == .unprocessableContent {
            let faults = problem.faults.isEmpty ? [problem.detail] : problem.faults.map(\.detail)
            body["errors"] = .object(JSONObject(faults.map(member)))
        }
        return .json(.object(body), status: status, headers: problem.headers)
    }

    /// `message: can not be empty` by its member.
    private static func member(_ fault: String) -> (String, JSON) {
        let parts = fault.split(separator: ": ", maxSplits: 1)
        return parts.count == 2 && !parts[0].contains(" ")
            ? (String(parts[0]), .string(String(parts[1]))) : ("body", .string(fault))
    }
}
