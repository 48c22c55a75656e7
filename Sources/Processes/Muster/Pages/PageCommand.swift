import ArgumentParser

struct PageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page", abstract: "Who was paged, and answers to it, over HTTP.",
        subcommands: [
            PageListCommand.self, PageShowCommand.self, PageAckCommand.self, PageResolveCommand.self,
            PageEscalateCommand.self, PageReassignCommand.self, PageSnoozeCommand.self, PageTestCommand.self,
        ])
}
