import Capabilities
import JSON
import VendorCalls

/// Looks through the channels of a Slack, archived ones and private ones that we are in as well.
struct SlackChannels: Sendable {
    /// More pages are not read.
    private static let pages = 50
    private static let pageSize = 200

    let slack: SlackSystem

    /// The first channel of which this is so; `nil` when a complete search found none.
    func first(
        by deadline: ContinuousClock.Instant? = nil, where condition: (SlackChannel) -> Bool
    ) async throws(ProviderError) -> SlackChannel? {
        var cursor = ""
        for _ in 0..<Self.pages {
            var arguments = [("types", "public_channel,private_channel"), ("limit", "\(Self.pageSize)")]
            if !cursor.isEmpty { arguments.append(("cursor", cursor)) }
            let call = slack.question("conversations.list", arguments)
            let (channels, next) = try await slack.client.read(call, by: deadline) { reader in
                (
                    try reader.array("channels", max: 1000).map { try SlackChannel($0) },
                    try reader.optional("response_metadata")?.optionalString("next_cursor", length: 0...2000) ?? ""
                )
            }
            if let channel = channels.first(where: condition) { return channel }
            if next.isEmpty || next == cursor { return nil }
            cursor = next
        }
        throw slack.error(
            "conversations.list", code: "endless-search", "it has more channels than can be looked through",
            remedy: .retry)
    }

    /// The id of a channel that the configuration names: `general`, `#general`, or its id.
    func id(_ idOrName: String) async throws(ProviderError) -> String {
        if SlackChannel.isID(idOrName) { return idOrName }
        let name = idOrName.hasPrefix("#") ? String(idOrName.dropFirst()) : idOrName
        let id = try await slack.memory.ids.value("\(slack.client.provider)\n#\(name)") {
            () async throws(ProviderError) in
            try await first { $0.name == name && !$0.isArchived }?.id
        }
        if let id { return id }
        throw slack.error(
            "conversations.list", code: "channel_not_found",
            "it has no channel `\(name)` that the app can see: make one, invite the app when it is private, or name "
                + "another under `announcements`")
    }

    /// What a channel is now.
    func channel(_ id: String) async throws(ProviderError) -> SlackChannel {
        try await slack.client.read(slack.question("conversations.info", [("channel", id)])) {
            try SlackChannel($0.member("channel"))
        }
    }

    /// Does something in a channel that we have to be in, entering it first when we are not and may.
    func asMember<Value>(
        of id: String, by deadline: ContinuousClock.Instant? = nil,
        _ work: () async throws(ProviderError) -> Value
    ) async throws(ProviderError) -> Value {
        do throws(ProviderError) {
            return try await work()
        } catch  where error.code == "not_in_channel" {
            try await join(id, by: deadline)
            return try await work()
        }
    }

    /// Enters a public channel; doing it again changes nothing.
    func join(_ id: String, by deadline: ContinuousClock.Instant? = nil) async throws(ProviderError) {
        do throws(ProviderError) {
            try await slack.client.send(slack.change("conversations.join", ["channel": .string(id)]), by: deadline)
        } catch {
            guard error.code == "method_not_supported_for_channel_type" else { throw error }
            throw slack.error(
                "conversations.join", code: "not_in_channel",
                "the app is not in the private channel \(id): invite it there, and replay this")
        }
    }
}
