import Capabilities
import Curl
import JSON
import VendorCalls

/// Calls what changes nothing in Slack, and says in sentences what is missing: whose the token is, which scopes it lacks,
/// whether channels and people can be looked for.
struct SlackCheck: Sendable {
    let slack: SlackSystem

    static let unreadable = ProviderFinding.wrong(
        "settings", "The settings of this provider cannot be read.",
        fix: "Write them as ops/docs/providers/slack.md says, and run `muster config check FILE`.")

    /// What was seen, in the order in which one thing needs another.
    func findings() async -> [ProviderFinding] {
        let identity: SlackIdentity
        let granted: String?
        do {
            let call = VendorCall("auth.test", "POST", "/api/auth.test", body: [:]).reading
            granted = try await slack.client.send(call).headers["X-OAuth-Scopes"]
            identity = try await slack.identity()
        } catch {
            return [Self.finding("account", error)]
        }
        var findings = [
            ProviderFinding.well("account", "The token is that of \(identity.name) in \(identity.team)."),
            scopes(granted, identity), await channels(), await people(),
        ]
        if slack.settings.archivesAfter != nil, identity.isBot {
            findings.append(
                .note(
                    "archive", "Slack lets no bot open an archived channel again.",
                    fix: "Whoever opens an incident again opens its channel by hand, too; or leave "
                        + "`archive_after_hours` out."))
        }
        return findings
    }

    private func scopes(_ granted: String?, _ identity: SlackIdentity) -> ProviderFinding {
        guard let granted else {
            return .note(
                "scopes", "Slack does not say which scopes the token has.",
                fix: "Compare those under *OAuth & Permissions* with ops/docs/providers/slack.md.")
        }
        let names = Set(granted.split(separator: ",").map { $0.filter { !$0.isWhitespace } })
        let missing = SlackScope.allCases.filter { !names.contains($0.name(isBot: identity.isBot)) }
        if missing.isEmpty { return .well("scopes", "The token has all scopes that are needed.") }
        let without = missing.map { "\($0.name(isBot: identity.isBot)): without it \($0.consequence)" }
        return .wrong(
            "scopes", "The token lacks \(without.joined(separator: "; ")).",
            fix: "Add "
                + missing.map { "`\($0.name(isBot: identity.isBot))`" }.joined(separator: ", ")
                + " to the app under *OAuth & Permissions*, install it again, and put the new token in place.")
    }

    private func channels() async -> ProviderFinding {
        let call = slack.question(
            "conversations.list", [("types", "public_channel,private_channel"), ("limit", "1")])
        do {
            try await slack.client.send(call)
            return .well("channels", "Channels can be looked for.")
        } catch {
            return Self.finding("channels", error)
        }
    }

    private func people() async -> ProviderFinding {
        do {
            _ = try await slack.person("nobody@example.org")
            return .well("people", "People can be looked for by their mail address.")
        } catch {
            return Self.finding("people", error)
        }
    }

    private static func finding(_ name: String, _ error: ProviderError) -> ProviderFinding {
        let fix =
            switch error.code {
            case "token-refused":
                "Install the app in the workspace, and put its token where `token_variable` says."
            case "missing_scope":
                "Add the scope to the app under *OAuth & Permissions*, install it again, and put the new token in place."
            case "not_allowed_token_type": "Use the bot token of the app (`xoxb-…`)."
            case "rate-limited": "Ask again in a minute."
            case "unreadable-answer": "Leave `url` out: Slack's interface is at \(SlackSettings.address)."
            default: "See that this machine reaches Slack: MUSTER_OUTBOUND_ALLOW, a proxy, TLS."
            }
        return .wrong(name, "\(error.detail) (\(error.operation)).", fix: fix)
    }
}
