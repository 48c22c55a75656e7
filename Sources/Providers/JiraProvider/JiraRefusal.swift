import Capabilities
import VendorCalls

/// A refusal of Jira.
enum JiraRefusal {
    /// What a refusal means for whoever sets Jira up.
    static func finding(_ name: String, _ error: ProviderError, scope: String) -> ProviderFinding {
        let fix =
            switch error.code {
            case "token-refused":
                "Make a new token for the account, put it where `token_variable` says, and see that `user` is the account's. "
                    + "A scoped token needs `\(scope)` for this."
            case "http-403":
                "Give the account access to Jira and, if its token has scopes, `\(scope)`."
            case "http-404", "unreadable-answer":
                "See that `url` is where Jira's interface is: `url` + `/rest/api/…`."
            case "rate-limited": "Ask again in a minute."
            default: "See that `url` is right, and that this machine reaches it: MUSTER_OUTBOUND_ALLOW, a proxy, TLS."
            }
        return .wrong(name, "\(error.detail) (\(error.operation)).", fix: fix)
    }
}
