import Capabilities
import JSON
import VendorCalls

/// The links at the head of a channel.
struct SlackBookmarks: Sendable {
    private struct Bookmark: Sendable {
        var id: String
        var title: String
        var link: String
    }

    let slack: SlackSystem
    let channel: String

    /// Puts a link there under its title, instead of the one that was there. A channel that was archived keeps those that it
    /// has.
    func put(_ title: String, url: String) async throws(ProviderError) {
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return }
        let title = String(title.prefix(100))
        do throws(ProviderError) {
            try await SlackChannels(slack: slack).asMember(of: channel) { () async throws(ProviderError) in
                try await write(title, url, among: try await present().filter { $0.title == title })
            }
        } catch {
            guard error.code == "is_archived" else { throw error }
        }
    }

    private func write(_ title: String, _ url: String, among same: [Bookmark]) async throws(ProviderError) {
        guard let first = same.first else {
            let arguments: JSONObject = [
                "channel_id": .string(channel), "title": .string(title), "type": "link", "link": .string(url),
            ]
            try await slack.client.send(slack.change("bookmarks.add", arguments))
            return
        }
        if first.link != url {
            let arguments: JSONObject = [
                "channel_id": .string(channel), "bookmark_id": .string(first.id), "title": .string(title),
                "link": .string(url),
            ]
            try await slack.client.send(slack.change("bookmarks.edit", arguments))
        }
        // Two processes have made it at once.
        for second in same.dropFirst() {
            try await slack.client.send(
                slack.change(
                    "bookmarks.remove", ["channel_id": .string(channel), "bookmark_id": .string(second.id)]))
        }
    }

    private func present() async throws(ProviderError) -> [Bookmark] {
        let call = slack.change("bookmarks.list", ["channel_id": .string(channel)]).reading
        return try await slack.client.read(call) { reader in
            try reader.array("bookmarks", max: 1000).map { bookmark in
                Bookmark(
                    id: try bookmark.string("id", length: 1...50),
                    title: try bookmark.optionalString("title", length: 0...5000) ?? "",
                    link: try bookmark.optionalString("link", length: 0...10_000) ?? "")
            }
        }
    }
}
