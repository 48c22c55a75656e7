import ArgumentParser
import JSON

struct ConversationShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What was said in a conversation, in order.")

    @Argument(help: "The conversation's id or name.")
    var conversation: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let api = try API()
        var messages: [JSON] = []
        var cursor: String?
        repeat {
            let page = try await api.get(
                ["conversations", conversation, "messages"], [("limit", "200"), ("cursor", cursor)])
            messages += page["items"]?.arrayValue ?? []
            cursor = page["next_cursor"]?.stringValue
        } while cursor != nil && messages.count < 100_000
        Output.result(asJSON: json.isOn, Output.list(messages), Self.text(messages))
    }

    static func text(_ messages: [JSON]) -> String {
        var listing = Listing("AT", "WHO", "WHAT")
        for message in messages {
            listing.add(message.text(of: "posted_at"), message.text(of: "author"), message.text(of: "text"))
        }
        return listing.text(empty: "Nobody has said anything yet.")
    }
}
