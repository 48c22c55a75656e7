import ArgumentParser
import JSON

struct TaskListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists tasks, the newest first; those that are over only when asked for.")

    @Argument(help: "The name of an incident, such as INC-17; of all incidents otherwise.")
    var incident: IncidentNameArgument?

    @Option(name: .customLong("state"), help: "open, resolved or dropped; may be given several times.")
    var states: [TaskStateArgument] = [.open]

    @Option(help: "A mail address, for the tasks that this person has or answers for.")
    var person: String?

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let words = states.map(\.rawValue)
        let path = incident.map { ["incidents", $0.text, "tasks"] } ?? ["tasks"]
        let answer = try await API().get(
            path, [("state", words.joined(separator: ",")), ("person", person)] + page.query)
        Output.result(asJSON: json.isOn, answer, TaskListText.list(answer, states: words))
        if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
    }
}

/// Where a task can be.
enum TaskStateArgument: String, CaseIterable, ExpressibleByArgument {
    case open, resolved, dropped
}
