import ArgumentParser

struct PlaybookRedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive", abstract: "Has an execution that did not succeed go on where it ended.")

    @OptionGroup var execution: ExecutionArgument
    @OptionGroup var json: JSONOption

    func run() async throws { try await execution.change("redrive", json: json) }
}
