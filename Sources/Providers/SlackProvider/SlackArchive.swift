import Capabilities
import JSON
import VendorCalls

/// Archives channels, and opens them again.
struct SlackArchive: Sendable {
    let slack: SlackSystem

    func close(_ id: String) async throws(ProviderError) {
        let call = slack.change("conversations.archive", ["channel": .string(id)])
        do throws(ProviderError) {
            try await SlackChannels(slack: slack).asMember(of: id) { () async throws(ProviderError) in
                _ = try await slack.client.send(call)
            }
        } catch {
            guard ["already_archived", "is_archived"].contains(error.code) else { throw error }
        }
    }

    /// Who was in the channel is in it again, with us; of bots Slack takes nothing of the kind.
    func reopen(_ channel: SlackChannel) async throws(ProviderError) {
        do throws(ProviderError) {
            try await slack.client.send(slack.change("conversations.unarchive", ["channel": .string(channel.id)]))
        } catch {
            switch error.code {
            case "not_archived": return
            case "not_in_channel", "not_allowed_token_type", "is_bot", "method_not_supported_for_channel_type":
                throw slack.error(
                    "conversations.unarchive", code: error.code,
                    "Slack lets no bot open an archived channel again: open #\(channel.name) by hand, invite the app, "
                        + "and replay this; or leave `archive_after_hours` out")
            default: throw error
            }
        }
    }
}
