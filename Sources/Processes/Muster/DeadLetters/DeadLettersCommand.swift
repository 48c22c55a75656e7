import ArgumentParser

struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters", abstract: "What workers gave up on: why, and what to do with it.",
        subcommands: [
            DeadLettersListCommand.self, DeadLettersGroupsCommand.self, DeadLettersSearchCommand.self,
            DeadLettersShowCommand.self, DeadLettersEditCommand.self,
            DeadLettersReplayCommand.self, DeadLettersDiscardCommand.self, DeadLettersRestoreCommand.self,
        ])
}
