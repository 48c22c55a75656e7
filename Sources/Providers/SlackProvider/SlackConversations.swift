import Capabilities
import JSON
import VendorCalls

/// Channels of one Slack, and what is said in them.
///
/// Slack gives a name to one channel, so that a channel is made once however often it is asked for: whoever is told that the
/// name is taken looks whether the channel is their own. Messages carry their key as metadata, and are looked for in the
/// channel's history.
struct SlackConversations: FollowingConversations {
    let slack: SlackSystem
    let searchLag: Duration

    var name: String { slack.client.provider }
    var archivesAfter: Duration? { slack.settings.archivesAfter }
    private var channels: SlackChannels { SlackChannels(slack: slack) }
    private var people: SlackMembers { SlackMembers(slack: slack) }

    // MARK: The channel

    func find(_ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        let identity = try await slack.identity()
        let mark = key.description
        return try await channels.first { $0.isOf(mark, madeBy: identity.user) }.map { object($0.id, identity) }
    }

    func create(_ draft: ConversationDraft, key: EffectKey) async throws(ProviderError) -> ExternalObject {
        // All of it is one call to whoever waits for its outcome.
        let deadline = slack.client.deadline
        let identity = try await slack.identity(by: deadline)
        let channel = try await channel(draft, key: key.description, identity, by: deadline)
        let topic = SlackText.line(draft.topic)
        if channel.topic != topic {
            try await set("topic", "conversations.setTopic", to: topic, of: channel.id, by: deadline)
        }
        try await people.invite(draft.members, to: channel.id, by: deadline)
        // What it is found by comes last: a channel that is found is complete.
        let purpose = SlackChannel.purpose(of: key.description)
        if channel.purpose != purpose {
            try await set("purpose", "conversations.setPurpose", to: purpose, of: channel.id, by: deadline)
        }
        return object(channel.id, identity)
    }

    /// The channel of this effect: made now, or by a try whose end nobody has seen.
    private func channel(
        _ draft: ConversationDraft, key: String, _ identity: SlackIdentity, by deadline: ContinuousClock.Instant
    ) async throws(ProviderError) -> SlackChannel {
        let names = ChannelName.candidates(draft.name, prefix: slack.settings.channelPrefix, key: key)
        for name in names {
            let call = slack.change(
                "conversations.create", ["name": .string(name), "is_private": .bool(draft.isPrivate)])
            do throws(ProviderError) {
                return try await slack.client.read(call, by: deadline) { try SlackChannel($0.member("channel")) }
            } catch {
                guard error.code == "name_taken" else { throw error }
            }
            // Somebody else's, also one that was archived or that we cannot see, is left alone.
            let there = try await channels.first(by: deadline) { $0.name == name }
            if let there, there.isLeft(for: key, madeBy: identity.user, isPrivate: draft.isPrivate) { return there }
        }
        throw slack.error(
            "conversations.create", code: "name_taken",
            "the names \(names.map { "`\($0)`" }.joined(separator: " and ")) are taken by channels of others: rename "
                + "those, or give this installation a `channel_prefix`")
    }

    private func set(
        _ argument: String, _ method: String, to text: String, of id: String, by deadline: ContinuousClock.Instant?
    ) async throws(ProviderError) {
        let call = slack.change(method, ["channel": .string(id), argument: .string(text)])
        try await channels.asMember(of: id, by: deadline) { () async throws(ProviderError) in
            _ = try await slack.client.send(call, by: deadline)
        }
    }

    private func object(_ id: String, _ identity: SlackIdentity) -> ExternalObject {
        ExternalObject(externalID: id, url: "\(identity.url)archives/\(id)")
    }

    // MARK: Its members

    func add(_ email: String, to externalID: String) async throws(ProviderError) {
        try await people.add(email, to: externalID)
    }

    func remove(_ email: String, from externalID: String) async throws(ProviderError) {
        try await people.remove(email, from: externalID)
    }

    // MARK: What goes with its incident

    func follow(_ externalID: String, _ state: ConversationState) async throws(ProviderError) {
        try await slack.turns(externalID) { () async throws(ProviderError) in
            let channel = try await channels.channel(externalID)
            if channel.isArchived {
                guard state.stage == .going else { return }
                try await SlackArchive(slack: slack).reopen(channel)
            }
            // Who opened it again by hand did not bring us along.
            if state.stage == .going, !channel.isMember, !channel.isPrivate { try await channels.join(externalID) }
            let topic = SlackText.line(state.topic)
            if channel.topic != topic {
                try await set("topic", "conversations.setTopic", to: topic, of: externalID, by: nil)
            }
            if state.stage == .over { try await archive(externalID) }
        }
    }

    func archive(_ externalID: String) async throws(ProviderError) {
        try await SlackArchive(slack: slack).close(externalID)
    }

    // MARK: What is said

    func findPost(
        _ key: EffectKey, inConversation externalID: String
    ) async throws(ProviderError) -> ExternalObject? {
        let id = try await channels.id(externalID)
        guard let timestamp = try await SlackHistory(slack: slack).message(key, in: id) else { return nil }
        return post(timestamp, in: id, try await slack.identity())
    }

    func post(
        _ text: String, inConversation externalID: String, key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        let deadline = slack.client.deadline
        let id = try await channels.id(externalID)
        let identity = try await slack.identity(by: deadline)
        var arguments = SlackText.arguments(text)
        arguments["channel"] = .string(id)
        arguments["mrkdwn"] = false
        arguments["unfurl_links"] = false
        arguments["unfurl_media"] = false
        arguments["metadata"] = SlackHistory.metadata(key)
        let call = slack.change("chat.postMessage", arguments)
        let timestamp = try await channels.asMember(of: id, by: deadline) { () async throws(ProviderError) in
            try await slack.client.read(call, by: deadline) { try $0.string("ts", length: 1...50) }
        }
        return post(timestamp, in: id, identity)
    }

    private func post(_ timestamp: String, in id: String, _ identity: SlackIdentity) -> ExternalObject {
        ExternalObject(
            externalID: timestamp, url: "\(identity.url)archives/\(id)/p\(timestamp.filter { $0 != "." })")
    }

    // MARK: Its links

    func bookmark(_ title: String, url: String, inConversation externalID: String) async throws(ProviderError) {
        try await slack.turns(externalID) { () async throws(ProviderError) in
            try await SlackBookmarks(slack: slack, channel: externalID).put(title, url: url)
        }
    }
}

extension SlackSystem {
    /// Lets one at a time of this process change a channel.
    func turns<Result: Sendable>(
        _ channel: String, _ work: () async throws(ProviderError) -> Result
    ) async throws(ProviderError) -> Result {
        try await memory.turns.run("\(client.provider) \(channel)", work)
    }
}
