import Foundation

/// What a request asks for.
struct Route: Sendable {
    /// `ticket.create`
    var operation: String
    /// `ticket`; `post` for what is said in a conversation.
    var kind: String
    var id: String?
    var email: String?
    var effectKey: String?

    static let collections = [
        "tickets", "conversations", "folders", "documents", "groups", "conferences", "mails", "pages",
    ]

    /// - Returns: `nil` for what the interface does not have.
    init?(_ method: String, _ target: String) {
        let halves = target.split(separator: "?", maxSplits: 1)
        let path = halves.first.map(String.init) ?? ""
        let segments = path.split(separator: "/").map { $0.removingPercentEncoding ?? "" }
        if halves.count == 2, halves[1].hasPrefix("effect_key=") {
            effectKey = String(halves[1].dropFirst("effect_key=".count)).removingPercentEncoding
        }
        guard let collection = segments.first, Self.collections.contains(collection) else { return nil }
        kind = String(collection.dropLast())
        id = segments.count > 1 ? segments[1] : nil
        email = segments.count == 4 ? segments[3] : nil
        switch (method, segments.count, segments.count > 2 ? segments[2] : "") {
        case ("GET", 1, _) where effectKey != nil: operation = "\(kind).find"
        case ("POST", 1, _): operation = "\(kind).create"
        case ("PATCH", 2, _) where ["ticket", "document"].contains(kind): operation = "\(kind).update"
        case ("POST", 3, "archive"): operation = "\(kind).archive"
        case ("PUT", 4, "members"): operation = "\(kind).add-member"
        case ("DELETE", 4, "members"): operation = "\(kind).remove-member"
        case ("PUT", 3, "bookmarks") where kind == "conversation": operation = "bookmark.put"
        case ("GET", 3, "posts") where kind == "conversation" && effectKey != nil:
            kind = "post"
            operation = "post.find"
        case ("POST", 3, "posts") where kind == "conversation":
            kind = "post"
            operation = "post.create"
        default: return nil
        }
    }
}
