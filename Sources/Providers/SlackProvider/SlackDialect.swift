import Curl
import JSON
import VendorCalls

extension VendorDialect {
    /// How Slack says what went wrong: nearly always with status 200, `ok: false` and a word.
    static let slack = VendorDialect(
        retriesRefusedTokens: true, reason: { SlackComplaint($0)?.text }, refusal: { SlackRefusal.refusal($0) },
        contentType: "application/json; charset=utf-8")
}

/// What Slack complains of: `{"ok": false, "error": "missing_scope", "needed": "…", "provided": "…"}`.
struct SlackComplaint: Sendable, Hashable {
    var code: String
    /// The scope that is missing.
    var needed: String?
    /// The scopes that the token has.
    var provided: String?
    /// What Slack says about arguments that it does not take.
    var messages: [String] = []

    /// - Returns: `nil` when it says nothing that can be read.
    init?(_ body: [UInt8]) {
        guard let json = try? JSON.parse(body, limits: JSONLimits(bytes: 65_536)),
            let code = json["error"]?.stringValue
        else { return nil }
        self.code = code
        needed = json["needed"]?.stringValue
        provided = json["provided"]?.stringValue
        messages = (json["response_metadata"]?["messages"]?.arrayValue ?? []).compactMap(\.stringValue)
    }

    var text: String {
        var parts = [code]
        if let needed { parts.append("the token lacks the scope `\(needed)`") }
        if let provided, needed != nil { parts.append("it has `\(provided)`") }
        return (parts + messages.prefix(3)).joined(separator: "; ")
    }
}

/// What Slack's words mean.
enum SlackRefusal {
    /// Slack is in trouble. `fatal_error` may have happened in part, as Slack says; of the others nobody knows.
    private static let unclear: Set = [
        "fatal_error", "internal_error", "service_unavailable", "request_timeout", "timeout",
    ]
    private static let limited: Set = ["ratelimited", "rate_limited", "message_limit_exceeded", "too_many_requests"]
    private static let tokens: Set = [
        "invalid_auth", "token_expired", "token_revoked", "account_inactive", "not_authed",
    ]
    /// What passes: an archived channel whose incident was just opened again is about to be opened, too.
    private static let passing: Set = ["team_added_to_org", "is_archived", "external_channel_migrating"]

    /// - Returns: `nil` for a success.
    static func refusal(_ response: HTTPResponse) -> VendorRefusal? {
        guard let json = try? JSON.parse(response.body), let isWell = json["ok"]?.boolValue else {
            // Somebody between us and Slack has answered.
            return VendorRefusal(
                code: "unreadable-answer", reason: "something that is not Slack's interface", meaning: .unclear)
        }
        if isWell { return nil }
        let complaint = SlackComplaint(response.body)
        let code = complaint?.code ?? "unknown_error"
        return VendorRefusal(code: code, reason: complaint?.text ?? code, meaning: meaning(of: code))
    }

    static func meaning(of code: String) -> VendorRefusal.Meaning {
        if unclear.contains(code) { return .unclear }
        if limited.contains(code) { return .rateLimited }
        if tokens.contains(code) { return .tokenRefused }
        return passing.contains(code) ? .passing : .final
    }
}
