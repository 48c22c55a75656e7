import ArgumentParser
import JSON

struct PlaybookStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Ends an execution, or all that fit, as soon as the runner has seen it.")

    @OptionGroup var executions: ExecutionChoice

    @Option(help: "What its error is then: one word, such as Cancelled.")
    var error: String?

    @Option(help: "Why, for its history.")
    var cause: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body = JSONObject()
        if let error { body["error"] = .string(error) }
        if let cause { body["cause"] = .string(cause) }
        try await executions.change("stop", body, json: json)
    }
}
