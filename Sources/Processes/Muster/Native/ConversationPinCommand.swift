import ArgumentParser
import JSON

struct ConversationPinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "Pins a message to the timeline of the conversation's incident.")

    @Argument(help: "The conversation's id or name.")
    var conversation: String

    @Argument(help: "The message's id, as `muster conversation show CONVERSATION --json` lists it.")
    var message: String

    @Option(help: "Who says so; the key's name otherwise.")
    var author: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body: JSONObject = [:]
        body["author"] = author.map(JSON.string)
        let pinned = try await API().post(
            ["conversations", conversation, "messages", message, "pins"], .object(body))
        Output.result(asJSON: json.isOn, pinned, "Pinned by \(pinned.text(of: "pinned_by") ?? "somebody").")
    }
}
