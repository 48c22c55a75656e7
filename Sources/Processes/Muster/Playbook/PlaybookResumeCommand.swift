import ArgumentParser

struct PlaybookResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets go of an execution that is held.")

    @OptionGroup var execution: ExecutionArgument
    @OptionGroup var json: JSONOption

    func run() async throws { try await execution.change("resume", json: json) }
}
