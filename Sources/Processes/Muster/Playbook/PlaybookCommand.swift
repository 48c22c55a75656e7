import ArgumentParser

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook",
        abstract: "Playbooks as files: state machines in Amazon States Language, or in the dialect of SOCless.",
        discussion: "These commands need no server: they read files and write to standard output.",
        subcommands: [
            PlaybookCheckCommand.self, PlaybookCompileCommand.self, PlaybookGraphCommand.self, PlaybookTestCommand.self,
        ])
}
