import JSON

/// What Slack does not take of a call, by its documents.
enum SlackRules {
    private static let required: [String: [String]] = [
        "bookmarks.add": ["channel_id", "title", "type", "link"], "bookmarks.edit": ["channel_id", "bookmark_id"],
        "bookmarks.list": ["channel_id"], "bookmarks.remove": ["channel_id", "bookmark_id"],
        "chat.postMessage": ["channel", "text", "metadata"], "conversations.archive": ["channel"],
        "conversations.create": ["name"], "conversations.history": ["channel"], "conversations.info": ["channel"],
        "conversations.invite": ["channel", "users"], "conversations.join": ["channel"],
        "conversations.kick": ["channel", "user"], "conversations.setPurpose": ["channel", "purpose"],
        "conversations.setTopic": ["channel", "topic"], "conversations.unarchive": ["channel"],
        "users.lookupByEmail": ["email"],
    ]

    static func complaints(_ method: String, _ arguments: JSONObject) -> [String] {
        var complaints = (required[method] ?? []).filter { arguments[$0] == nil }.map { "no \($0)" }
        if arguments["token"] != nil { complaints.append("a token among the arguments") }
        for name in ["channel", "channel_id"] {
            if let id = arguments[name]?.stringValue, !id.hasPrefix("C") { complaints.append("`\(id)` is no id") }
        }
        if let name = arguments["name"]?.stringValue, !isName(name) { complaints.append("invalid_name `\(name)`") }
        for name in ["topic", "purpose"] where (arguments[name]?.stringValue ?? "").utf16.count > 250 {
            complaints.append("too_long")
        }
        if let users = arguments["users"] {
            guard let text = users.stringValue else { return complaints + ["users are a string"] }
            let ids = text.split(separator: ",")
            if ids.count > 100 { complaints.append("too many users") }
            if ids.contains(where: { !$0.hasPrefix("U") }) { complaints.append("users are ids") }
        }
        if method == "chat.postMessage" { complaints += message(arguments) }
        return complaints
    }

    static func isName(_ name: String) -> Bool {
        (1...80).contains(name.count)
            && name.allSatisfy { ($0.isASCII && ($0.isLowercase || $0.isNumber)) || $0 == "-" || $0 == "_" }
    }

    private static func message(_ arguments: JSONObject) -> [String] {
        var complaints: [String] = []
        let text = arguments["text"]?.stringValue ?? ""
        if text.isEmpty { complaints.append("no_text") }
        if text.utf16.count > 4000 { complaints.append("msg_too_long") }
        if !isEscaped(text) { complaints.append("a bare <, > or &") }
        let blocks = arguments["blocks"]?.arrayValue ?? []
        if blocks.count > 50 { complaints.append("invalid_blocks: too many") }
        for block in blocks {
            let words = block["text"]?["text"]?.stringValue ?? ""
            if block["type"] != "section" || block["text"]?["type"] != "mrkdwn" || words.isEmpty
                || words.utf16.count > 3000 || !isEscaped(words)
            {
                complaints.append("invalid_blocks")
            }
        }
        if arguments["metadata"]?["event_type"]?.stringValue == nil
            || arguments["metadata"]?["event_payload"]?.objectValue == nil
        {
            complaints.append("metadata_must_be_event")
        }
        return complaints
    }

    private static func isEscaped(_ text: String) -> Bool {
        let rest = ["&amp;", "&lt;", "&gt;"].reduce(text) { $0.replacing($1, with: "") }
        return !rest.unicodeScalars.contains { $0 == "<" || $0 == ">" || $0 == "&" }
    }
}
