public import JSON

/// A channel of the stand-in.
public struct SlackStandInChannel: Sendable {
    /// `C0…`.
    public var id: String
    /// Unique, also among archived channels.
    public var name: String
    /// Whether only its members see it.
    public var isPrivate: Bool
    /// Whether it can only be read.
    public var isArchived = false
    /// Who made it.
    public var creator: String
    /// Ids of people, in the order of joining.
    public var members: [String]
    /// As it was last written.
    public var topic = ""
    /// As it was last written.
    public var purpose = ""
    /// The arguments of each, in their order.
    public var messages: [JSONObject] = []
    /// As they were last written, by id.
    public var bookmarks: [(id: String, title: String, link: String)] = []

    /// What was said, in its order.
    public var texts: [String] { messages.compactMap { $0["text"]?.stringValue } }
}

/// What the stand-in keeps, and what it answers.
struct SlackState: Sendable {
    static let bot = "U0BOT"

    var channels: [SlackStandInChannel] = []
    var faults: [SlackFault] = []
    var calls: [String] = []
    var invalid: [String] = []
    var token = "xoxb-right"
    var scopes = [
        "channels:manage", "groups:write", "channels:read", "groups:read", "channels:join", "channels:history",
        "groups:history", "chat:write", "users:read", "users:read.email", "bookmarks:write", "bookmarks:read",
    ]
    /// Mail addresses that nobody has.
    var strangers: Set<String> = ["nobody@example.org"]
    /// Mail addresses of guests whom nobody may invite.
    var guests: Set<String> = []
    /// How much a page of a list shows.
    var page = 200
    var counter = 0

    mutating func takeFault(for method: String) -> SlackFault? {
        guard let index = faults.firstIndex(where: { $0.method == method }) else { return nil }
        faults[index].times -= 1
        let fault = faults[index]
        if fault.times == 0 { faults.remove(at: index) }
        return fault
    }

    static func refusal(_ word: String, _ more: JSONObject = [:]) -> JSON {
        var body: JSONObject = ["ok": false, "error": .string(word)]
        for (key, value) in more { body[key] = value }
        return .object(body)
    }

    mutating func answer(_ request: SlackRequest) -> JSON {
        if !request.complaints.isEmpty {
            invalid += request.complaints
            return Self.refusal("invalid_arguments")
        }
        if let scope = missing(request) {
            return Self.refusal(
                "missing_scope",
                ["needed": .string(scope), "provided": .string(scopes.joined(separator: ","))])
        }
        switch request.method {
        case "auth.test":
            var body: JSONObject = [
                "ok": true, "url": "https://acme.slack.com/", "team": "Acme", "user": "muster",
                "user_id": .string(Self.bot),
            ]
            if token.hasPrefix("xoxb") { body["bot_id"] = "B0BOT" }
            return .object(body)
        case "users.lookupByEmail":
            let email = request["email"]
            return strangers.contains(email)
                ? Self.refusal("users_not_found") : ["ok": true, "user": ["id": .string(Self.id(of: email))]]
        case "conversations.create": return create(request)
        case "conversations.list": return list(request)
        default: return inChannel(request)
        }
    }

    /// The scope that a method asks for and the token does not have.
    private func missing(_ request: SlackRequest) -> String? {
        let scope: String
        switch request.method {
        case "conversations.create", "conversations.invite", "conversations.kick", "conversations.archive":
            scope = "channels:manage"
        case "conversations.list": scope = "channels:read"
        case "users.lookupByEmail": scope = "users:read.email"
        case "chat.postMessage": scope = "chat:write"
        default: return nil
        }
        return scopes.contains(scope) ? nil : scope
    }

    static func id(of email: String) -> String {
        "U\(email.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })"
    }

    private mutating func create(_ request: SlackRequest) -> JSON {
        if channels.contains(where: { $0.name == request["name"] }) { return Self.refusal("name_taken") }
        counter += 1
        let channel = SlackStandInChannel(
            id: "C0000000\(counter)", name: request["name"],
            isPrivate: request.arguments["is_private"]?.boolValue ?? false, creator: Self.bot, members: [Self.bot])
        channels.append(channel)
        return ["ok": true, "channel": json(channel)]
    }

    private func list(_ request: SlackRequest) -> JSON {
        let start = Int(request["cursor"]) ?? 0
        let seen = channels.filter { !$0.isPrivate || $0.members.contains(Self.bot) }
        let size = min(page, Int(request["limit"]) ?? page)
        let next = start + size < seen.count ? "\(start + size)" : ""
        return [
            "ok": true, "channels": .array(seen.dropFirst(start).prefix(size).map(json)),
            "response_metadata": ["next_cursor": .string(next)],
        ]
    }

    func json(_ channel: SlackStandInChannel) -> JSON {
        [
            "id": .string(channel.id), "name": .string(channel.name), "is_private": .bool(channel.isPrivate),
            "is_archived": .bool(channel.isArchived), "is_member": .bool(channel.members.contains(Self.bot)),
            "creator": .string(channel.creator), "topic": ["value": .string(channel.topic)],
            "purpose": ["value": .string(channel.purpose)],
        ]
    }
}
