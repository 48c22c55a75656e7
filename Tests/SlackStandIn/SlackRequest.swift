import Encodings
import JSON
import LoopbackServers

/// A request as the stand-in understands it.
struct SlackRequest: Sendable {
    /// Slack reads no JSON where its documents say `GET`.
    private static let questions: Set = [
        "conversations.list", "conversations.info", "conversations.history", "users.lookupByEmail",
    ]
    private static let changes: Set = [
        "auth.test", "bookmarks.add", "bookmarks.edit", "bookmarks.list", "bookmarks.remove", "chat.postMessage",
        "conversations.archive", "conversations.create", "conversations.invite", "conversations.join",
        "conversations.kick", "conversations.setPurpose", "conversations.setTopic", "conversations.unarchive",
    ]

    var method: String
    var arguments: JSONObject
    var token: String?
    /// What Slack would warn of, or not take.
    var complaints: [String] = []

    /// - Returns: `nil` for what Slack does not have.
    init?(_ request: HTTPServer.Request) {
        let halves = request.path.split(separator: "?", maxSplits: 1).map(String.init)
        guard halves[0].hasPrefix("/api/") else { return nil }
        method = String(halves[0].dropFirst(5))
        token = request.headers["Authorization"].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
        arguments = [:]
        for pair in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map { PercentCoding.decodeLeniently(String($0)) }
            if parts.count == 2 { arguments[parts[0]] = .string(parts[1]) }
        }
        if Self.questions.contains(method) {
            if request.method != "GET" { complaints.append("\(method): its JSON is not read") }
        } else if Self.changes.contains(method) {
            if request.method != "POST" { complaints.append("\(method): POST") }
            if request.headers["Content-Type"] != "application/json; charset=utf-8" {
                complaints.append("\(method): missing_charset")
            }
            arguments = (try? JSON.parse(request.body))?.objectValue ?? [:]
        } else {
            return nil
        }
        complaints += SlackRules.complaints(method, arguments).map { "\(method): \($0)" }
    }

    subscript(name: String) -> String { arguments[name]?.stringValue ?? "" }
}
