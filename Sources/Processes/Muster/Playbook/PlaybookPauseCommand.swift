import ArgumentParser

struct PlaybookPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Holds an execution: nothing of it goes on, and what comes meanwhile waits.")

    @OptionGroup var execution: ExecutionArgument
    @OptionGroup var json: JSONOption

    func run() async throws { try await execution.change("pause", json: json) }
}
