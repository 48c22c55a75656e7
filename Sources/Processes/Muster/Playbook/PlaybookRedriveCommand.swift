import ArgumentParser

struct PlaybookRedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive", abstract: "Has an execution that did not succeed go on where it ended, or all that fit."
    )

    @OptionGroup var executions: ExecutionChoice
    @OptionGroup var json: JSONOption

    func run() async throws { try await executions.change("redrive", json: json) }
}
