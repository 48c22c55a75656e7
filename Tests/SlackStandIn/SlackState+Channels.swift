import JSON

/// What is done in channels.
extension SlackState {
    mutating func inChannel(_ request: SlackRequest) -> JSON {
        let id = request.arguments["channel"]?.stringValue ?? request["channel_id"]
        guard let index = channels.firstIndex(where: { $0.id == id }) else {
            return Self.refusal("channel_not_found")
        }
        let isMember = channels[index].members.contains(Self.bot)
        switch request.method {
        case "conversations.info": return ["ok": true, "channel": json(channels[index])]
        case "conversations.unarchive": return unarchive(index)
        case "conversations.archive":
            if channels[index].isArchived { return Self.refusal("already_archived") }
            if !isMember { return Self.refusal("not_in_channel") }
            channels[index].isArchived = true
            // Slack takes bots out of what is archived.
            if token.hasPrefix("xoxb") { channels[index].members.removeAll { $0 == Self.bot } }
            return ["ok": true]
        default: break
        }
        if channels[index].isArchived, request.method != "conversations.history" {
            return Self.refusal("is_archived")
        }
        if request.method == "conversations.join" {
            if channels[index].isPrivate { return Self.refusal("method_not_supported_for_channel_type") }
            if !isMember { channels[index].members.append(Self.bot) }
            return ["ok": true, "channel": json(channels[index])]
        }
        guard isMember else { return Self.refusal("not_in_channel") }
        return asMember(request, index)
    }

    private mutating func asMember(_ request: SlackRequest, _ index: Int) -> JSON {
        switch request.method {
        case "conversations.setTopic": channels[index].topic = request["topic"]
        case "conversations.setPurpose": channels[index].purpose = request["purpose"]
        case "conversations.invite": return invite(request, index)
        case "conversations.kick":
            guard channels[index].members.contains(request["user"]) else { return Self.refusal("not_in_channel") }
            channels[index].members.removeAll { $0 == request["user"] }
        case "chat.postMessage": return post(request, index)
        case "conversations.history": return history(request, index)
        default: return bookmark(request, index)
        }
        return ["ok": true]
    }

    /// Slack lets nobody do this who is not in the channel, and no bot is in one that is archived.
    private mutating func unarchive(_ index: Int) -> JSON {
        if !channels[index].isArchived { return Self.refusal("not_archived") }
        if token.hasPrefix("xoxb") { return Self.refusal("not_in_channel") }
        channels[index].isArchived = false
        return ["ok": true]
    }

    private mutating func invite(_ request: SlackRequest, _ index: Int) -> JSON {
        let barred = Set(guests.map(Self.id))
        var refused: [String] = []
        var welcome: [String] = []
        for id in request["users"].split(separator: ",").map(String.init) {
            if id == Self.bot {
                refused.append("cant_invite_self")
            } else if channels[index].members.contains(id) {
                refused.append("already_in_channel")
            } else if barred.contains(id) {
                refused.append("user_is_restricted")
            } else {
                welcome.append(id)
            }
        }
        let isForced = request.arguments["force"]?.boolValue == true
        if let first = refused.first, !isForced || welcome.isEmpty { return Self.refusal(first) }
        channels[index].members += welcome
        return ["ok": true]
    }

    private mutating func post(_ request: SlackRequest, _ index: Int) -> JSON {
        counter += 1
        var message = request.arguments
        message["ts"] = .string("\(1_900_000_000 + counter).000100")
        channels[index].messages.append(message)
        return ["ok": true, "channel": .string(channels[index].id), "ts": message["ts"] ?? .null]
    }

    private func history(_ request: SlackRequest, _ index: Int) -> JSON {
        let oldest = Double(request["oldest"]) ?? 0
        let all = channels[index].messages.reversed().filter { (Double($0["ts"]?.stringValue ?? "") ?? 0) > oldest }
        let start = Int(request["cursor"]) ?? 0
        let size = min(page, Int(request["limit"]) ?? page)
        let next = start + size < all.count ? "\(start + size)" : ""
        return [
            "ok": true, "messages": .array(all.dropFirst(start).prefix(size).map { .object($0) }),
            "response_metadata": ["next_cursor": .string(next)],
        ]
    }

    private mutating func bookmark(_ request: SlackRequest, _ index: Int) -> JSON {
        let place = channels[index].bookmarks.firstIndex { $0.id == request["bookmark_id"] }
        switch (request.method, place) {
        case ("bookmarks.list", _):
            let bookmarks = channels[index].bookmarks.map { bookmark -> JSON in
                ["id": .string(bookmark.id), "title": .string(bookmark.title), "link": .string(bookmark.link)]
            }
            return ["ok": true, "bookmarks": .array(bookmarks)]
        case ("bookmarks.add", _):
            counter += 1
            channels[index].bookmarks.append((id: "Bk\(counter)", title: request["title"], link: request["link"]))
        case ("bookmarks.edit", let place?): channels[index].bookmarks[place].link = request["link"]
        case ("bookmarks.remove", let place?): channels[index].bookmarks.remove(at: place)
        default: return Self.refusal("not_found")
        }
        return ["ok": true]
    }
}
