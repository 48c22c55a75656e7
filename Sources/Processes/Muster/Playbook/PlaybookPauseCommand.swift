import ArgumentParser

struct PlaybookPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Holds an execution, or all that fit: nothing of it goes on, and what comes meanwhile waits.")

    @OptionGroup var executions: ExecutionChoice
    @OptionGroup var json: JSONOption

    func run() async throws { try await executions.change("pause", json: json) }
}
