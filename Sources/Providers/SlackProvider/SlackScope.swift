/// What a token has to be allowed, and what does not work without it.
enum SlackScope: String, Sendable, CaseIterable {
    case manage = "channels:manage"
    case groups = "groups:write"
    case read = "channels:read"
    case readGroups = "groups:read"
    case join = "channels:join"
    case history = "channels:history"
    case historyGroups = "groups:history"
    case write = "chat:write"
    case users = "users:read"
    case mails = "users:read.email"
    case bookmarks = "bookmarks:write"
    case readBookmarks = "bookmarks:read"

    /// As the token of a person has it, which Slack calls otherwise in two cases.
    func name(isBot: Bool) -> String {
        !isBot && (self == .manage || self == .join) ? "channels:write" : rawValue
    }

    var consequence: String {
        switch self {
        case .manage: "no channel is made, led or archived"
        case .groups: "restricted incidents have no channel"
        case .read, .readGroups: "no channel is found again by its name"
        case .join: "nothing is said in channels that others have made"
        case .history, .historyGroups: "no message is found again whose answer was lost"
        case .write: "nothing is said"
        case .users, .mails: "nobody is invited"
        case .bookmarks, .readBookmarks: "channels have no links"
        }
    }
}
