import Capabilities
import JSON
import Organisation

/// What the organisation says about its Slack, beside what is said about every provider.
struct SlackSettings: Sendable, Hashable {
    /// The keys of its own.
    static let keys = ["channel_prefix", "archive_after_hours"]
    /// Where Slack is, unless `url` says otherwise.
    static let address = "https://slack.com"

    /// What the names of channels begin with: of installations that share one Slack each has its own.
    var channelPrefix: String
    /// How long after its incident was closed a channel is archived; `nil` when it never is.
    var archivesAfter: Duration?

    /// - Throws: `JSONDecodingError` that names what Slack cannot be worked with.
    init(_ reader: JSONReader) throws {
        channelPrefix = try reader.optionalLine("channel_prefix", length: 1...30) ?? ""
        guard channelPrefix.allSatisfy(ChannelName.allows) else {
            throw try reader.member("channel_prefix").error(
                expected: "lower-case letters, digits, hyphens and underscores", found: "`\(channelPrefix)`")
        }
        archivesAfter = try reader.optionalInt("archive_after_hours", in: 1...8760).map { .seconds($0 * 3600) }
    }

    /// Of a provider that was checked when its configuration was applied.
    /// - Returns: `nil` when it cannot be read, as it is of a newer release that writes it otherwise.
    init?(_ settings: ProviderSettings) {
        guard let read = try? SlackSettings(JSONReader(.object(settings.options))) else { return nil }
        self = read
    }

    /// Checks what the file says, more than what can be read.
    static func check(_ reader: JSONReader) throws {
        _ = try SlackSettings(reader)
        _ = try reader.string("token_variable", length: 1...100)
    }
}
