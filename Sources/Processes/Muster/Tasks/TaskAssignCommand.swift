import ArgumentParser
import JSON

struct TaskAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Gives a task to somebody else, in place of its owner.")

    @OptionGroup var task: TaskArgument

    @Argument(help: "A mail address, its part before the @, or a name.")
    var owner: String

    @Option(help: "Why, in a line.")
    var note: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        try await task.change([("owner", .string(owner)), ("note", note.map(JSON.string))], json: json)
    }
}
