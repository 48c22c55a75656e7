import ArgumentParser
import JSON

struct TaskResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Says that a task is done.")

    @OptionGroup var task: TaskArgument

    @Flag(help: "It need not be done any more.")
    var drop = false

    @Option(help: "What came of it, in a line.")
    var note: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        try await task.change(
            [("state", drop ? "dropped" : "resolved"), ("note", note.map(JSON.string))], json: json)
    }
}
