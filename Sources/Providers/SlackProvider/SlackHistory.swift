import Capabilities
import Encodings
import FoundationEssentials
import JSON
import VendorCalls

/// Looks for messages of ours in a channel. Slack knows no key of a message that it would refuse a second time; what a
/// message carries as metadata is seen by the app that wrote it.
struct SlackHistory: Sendable {
    /// More pages are not read.
    private static let pages = 50
    /// What was just said is on the first page, which is small: some apps get no larger ones.
    private static let sizes = (first: 15, more: 200)
    private static let event = "muster_post"
    /// How much older than its key a message may seem, for clocks that differ.
    private static let skew: TimeInterval = 600

    let slack: SlackSystem

    /// What a message carries to be found by.
    static func metadata(_ key: EffectKey) -> JSON {
        ["event_type": .string(event), "event_payload": ["id": .string(key.description)]]
    }

    /// The timestamp of the message with the key, which names it in its channel; `nil` when a complete search found none.
    func message(_ key: EffectKey, in channel: String) async throws(ProviderError) -> String? {
        var cursor = ""
        let channels = SlackChannels(slack: slack)
        for page in 0..<Self.pages {
            var arguments = [
                ("channel", channel), ("include_all_metadata", "true"),
                ("limit", "\(page == 0 ? Self.sizes.first : Self.sizes.more)"),
            ]
            if let oldest = Self.oldest(key) { arguments.append(("oldest", oldest)) }
            if !cursor.isEmpty { arguments.append(("cursor", cursor)) }
            let call = slack.question("conversations.history", arguments)
            let (found, next) = try await channels.asMember(of: channel) { () async throws(ProviderError) in
                try await slack.client.read(call) { try Self.read($0, key: key.description) }
            }
            if let found { return found }
            if next.isEmpty || next == cursor { return nil }
            cursor = next
        }
        throw slack.error(
            "conversations.history", code: "endless-search",
            "more was said in the channel since then than can be looked through", remedy: .retry)
    }

    private static func read(_ reader: JSONReader, key: String) throws -> (found: String?, next: String) {
        let messages = try reader.array("messages", max: 1000)
        let own = messages.first { message in
            let metadata = message.value["metadata"]
            return metadata?["event_type"]?.stringValue == event
                && metadata?["event_payload"]?["id"]?.stringValue == key
        }
        let next = try reader.optional("response_metadata")?.optionalString("next_cursor", length: 0...2000) ?? ""
        return (try own?.string("ts", length: 1...50), next)
    }

    /// The moment before which no message of the key is: keys hold ids that begin with their time (UUIDv7).
    static func oldest(_ key: EffectKey) -> String? {
        let times = key.description.split(separator: "/").compactMap { part -> TimeInterval? in
            guard let uuid = UUIDText.uuid(from: String(part)) else { return nil }
            let bytes = uuid.uuid
            guard bytes.6 >> 4 == 7 else { return nil }
            let milliseconds = [bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5]
                .reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return TimeInterval(milliseconds) / 1000
        }
        guard let time = times.max() else { return nil }
        return "\(Int64(max(0, time - skew))).000000"
    }
}
