import ArgumentParser

struct ContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "How somebody is reached by pages, over HTTP.",
        subcommands: [
            ContactListCommand.self, ContactAddCommand.self, ContactVerifyCommand.self, ContactRemoveCommand.self,
            ContactRulesCommand.self,
        ])
}
