import Capabilities
import JSON
import VendorCalls

/// Who is in a channel. Who has no account there is nowhere to be let into, and holds up nobody else.
struct SlackMembers: Sendable {
    /// More are not invited in one call.
    private static let batch = 100
    /// What is as it was to be.
    private static let done: Set = ["already_in_channel", "cant_invite_self"]
    /// What concerns one of those who are invited; the others are in the channel all the same.
    private static let personal: Set = [
        "already_in_channel", "cant_invite_self", "cant_invite", "user_not_found", "no_user", "user_is_restricted",
        "ura_max_channels", "invitee_cant_see_channel", "org_user_not_in_team", "user_is_bot", "user_disabled",
    ]

    let slack: SlackSystem
    private var channels: SlackChannels { SlackChannels(slack: slack) }

    /// Invites all who have an account.
    /// - Parameter emails: mail addresses, as the organisation's configuration has them.
    func invite(
        _ emails: [String], to channel: String, by deadline: ContinuousClock.Instant
    ) async throws(ProviderError) {
        var ids: [String] = []
        for email in emails {
            if let id = try await slack.person(email, by: deadline), !ids.contains(id) { ids.append(id) }
        }
        var rest = ids[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batch)
            rest = rest.dropFirst(Self.batch)
            do throws(ProviderError) {
                try await send(Array(batch), to: channel, by: deadline)
            } catch {
                guard Self.personal.contains(error.code) else { throw error }
            }
        }
    }

    func add(_ email: String, to channel: String) async throws(ProviderError) {
        guard let id = try await slack.person(email) else { return }
        do throws(ProviderError) {
            try await send([id], to: channel, by: nil)
        } catch {
            guard Self.done.contains(error.code) else { throw error }
        }
    }

    private func send(
        _ ids: [String], to channel: String, by deadline: ContinuousClock.Instant?
    ) async throws(ProviderError) {
        var arguments: JSONObject = ["channel": .string(channel), "users": .string(ids.joined(separator: ","))]
        // One who cannot be invited keeps nobody else out.
        if ids.count > 1 { arguments["force"] = true }
        let call = slack.change("conversations.invite", arguments)
        try await channels.asMember(of: channel, by: deadline) { () async throws(ProviderError) in
            _ = try await slack.client.send(call, by: deadline)
        }
    }

    func remove(_ email: String, from channel: String) async throws(ProviderError) {
        guard let id = try await slack.person(email) else { return }
        let call = slack.change("conversations.kick", ["channel": .string(channel), "user": .string(id)])
        do throws(ProviderError) {
            try await slack.client.send(call)
        } catch {
            switch error.code {
            case "user_not_found", "cant_kick_self": return
            case "not_in_channel": try await removeAsMember(call, from: channel)
            default: throw error
            }
        }
    }

    /// Slack says the same whether they are not in the channel or we are not.
    private func removeAsMember(_ call: VendorCall, from id: String) async throws(ProviderError) {
        let channel = try await channels.channel(id)
        if channel.isMember || channel.isArchived { return }
        if channel.isPrivate {
            throw slack.error(
                call.operation, code: "not_in_channel",
                "the app is not in #\(channel.name) any more and cannot take anybody out: invite it, and replay this")
        }
        do throws(ProviderError) {
            try await channels.asMember(of: id) { () async throws(ProviderError) in
                _ = try await slack.client.send(call)
            }
        } catch {
            guard error.code == "not_in_channel" else { throw error }
        }
    }
}
