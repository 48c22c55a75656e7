import ArgumentParser

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook",
        abstract: "Playbooks: state machines in Amazon States Language, or as files in the dialect of SOCless.",
        discussion: """
            `check`, `compile`, `graph` and `test` need no server: they read files and write to standard output. The others go over
            HTTP.
            """,
        subcommands: [
            PlaybookApplyCommand.self, PlaybookListCommand.self, PlaybookStartCommand.self, PlaybookShowCommand.self,
            PlaybookStopCommand.self, PlaybookPauseCommand.self, PlaybookResumeCommand.self,
            PlaybookRedriveCommand.self, PlaybookAnswerCommand.self, PlaybookLimitCommand.self,
            PlaybookCoverageCommand.self, PlaybookImportCommand.self,
            PlaybookCheckCommand.self, PlaybookCompileCommand.self, PlaybookGraphCommand.self, PlaybookTestCommand.self,
        ])
}
