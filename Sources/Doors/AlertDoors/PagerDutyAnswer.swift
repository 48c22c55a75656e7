import HTTPKit
import HTTPTypes
import HummingbirdCore
import JSON

/// What PagerDuty's Events API answers.
enum PagerDutyAnswer {
    /// That an event was taken.
    static func success(_ message: String, _ key: (name: String, value: String)? = nil) -> JSON {
        var object: JSONObject = ["status": "success", "message": .string(message)]
        if let key { object[key.name] = .string(key.value) }
        return .object(object)
    }

    /// That it was not. Clients send it again after 429 and 5xx, and never after 400.
    /// - Parameter isLong: whether nothing can be stored for long.
    static func problem(_ problem: Problem, isLong: Bool = false) -> Response {
        let details = problem.faults.isEmpty ? [problem.detail] : problem.faults.map(\.detail)
        let (status, word, message): (HTTPResponse.Status, JSON, JSON) =
            switch problem.status.code {
            case 429:
                (
                    .tooManyRequests, "throttle exceeded",
                    "Requests for this service are arriving too quickly. Please retry later."
                )
            case 500... where isLong:
                (.tooManyRequests, "unavailable", "The event cannot be stored for a while. Please retry later.")
            case 500...: (problem.status, "unavailable", "The event cannot be stored now. Please retry later.")
            case 413: (.contentTooLarge, "invalid event", "Event object is too large")
            default: (.badRequest, "invalid event", "Event object is invalid")
            }
        return .json(
            ["status": word, "message": message, "errors": .array(details.map(JSON.string))], status: status,
            headers: problem.headers)
    }

    /// The key that an event has of its sender.
    static func key(_ event: JSON) -> String? {
        for name in ["dedup_key", "incident_key"] {
            if case .string(let text)? = event[name], text.contains(where: { !$0.isWhitespace }) { return text }
        }
        return nil
    }
}
