import ArgumentParser
import JSON

struct ConversationPostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post",
        abstract: "Says something in a conversation; what begins with / is a command, as /help is, which lists them.")

    @Argument(help: "The conversation's id or name.")
    var conversation: String

    @Argument(help: "What to say.")
    var text: String

    @Option(help: "Who says it; the key's name otherwise.")
    var author: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body: JSONObject = ["text": .string(text)]
        body["author"] = author.map(JSON.string)
        let message = try await API().post(["conversations", conversation, "messages"], .object(body))
        Output.result(asJSON: json.isOn, message, message["answer"]?["text"]?.stringValue ?? "Said.")
    }
}
