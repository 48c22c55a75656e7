import ArgumentParser
import Foundation
import JSON

struct TaskReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Says that a task is to be done after all.")

    @OptionGroup var task: TaskArgument

    @Option(
        help: "When: RFC 3339, or a span from now on such as 4h or 2d. As before by default, if that is ahead.",
        transform: OnCallTime.parse)
    var due: Date?

    @Option(help: "Why, in a line.")
    var note: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        try await task.change([("state", "open"), ("due", due?.json), ("note", note.map(JSON.string))], json: json)
    }
}
