import ArgumentParser

struct ConversationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation", abstract: "Reads and writes in Muster's own conversations, over HTTP.",
        subcommands: [ConversationShowCommand.self, ConversationPostCommand.self, ConversationPinCommand.self])
}
