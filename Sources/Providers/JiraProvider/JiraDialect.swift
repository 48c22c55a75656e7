import Curl
import Encodings
import FoundationEssentials
import JSON
import VendorCalls

extension VendorDialect {
    /// How Jira says what went wrong: sentences, and a sentence for each field. A refusal for the rate may say only the
    /// moment from which it is over.
    static let jira = VendorDialect(retriesRefusedTokens: true) { body in
        JiraComplaint(body).map(\.text)
    } wait: { response in
        if let wait = response.retryAfter { return wait }
        guard response.status == 429, let reset = response.headers["X-RateLimit-Reset"].flatMap(JiraTime.moment) else {
            return nil
        }
        return .seconds(max(1, reset.timeIntervalSinceNow))
    }
}

/// What Jira complains of: `{"errorMessages": […], "errors": {"assignee": "…"}}`, or `message` from its gateway.
struct JiraComplaint: Sendable, Hashable {
    var messages: [String]
    /// By field.
    var fields: [String: String] = [:]

    /// - Returns: `nil` when it says nothing that can be read.
    init?(_ body: [UInt8]) {
        guard let json = try? JSON.parse(body, limits: JSONLimits(bytes: 65_536)) else { return nil }
        messages = (json["errorMessages"]?.arrayValue ?? []).compactMap(\.stringValue)
        if let message = json["message"]?.stringValue { messages.append(message) }
        for (field, message) in json["errors"]?.objectValue ?? [:] { fields[field] = message.stringValue ?? "refused" }
        if messages.isEmpty && fields.isEmpty { return nil }
    }

    var text: String {
        (messages + fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }).joined(separator: " ")
    }
}

/// The moments that Jira writes: without seconds (`2026-03-02T10:15Z`), or as RFC 3339.
enum JiraTime {
    static func moment(_ text: String) -> Date? {
        if let date = RFC3339.date(from: text) { return date }
        guard text.hasSuffix("Z"), text.count == 17 else { return nil }
        return RFC3339.date(from: "\(text.dropLast()):00Z")
    }
}
