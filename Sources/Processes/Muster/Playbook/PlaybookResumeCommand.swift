import ArgumentParser

struct PlaybookResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets go of an execution that is held, or of all that fit.")

    @OptionGroup var executions: ExecutionChoice
    @OptionGroup var json: JSONOption

    func run() async throws { try await executions.change("resume", json: json) }
}
