import ArgumentParser
import Foundation
import JSON

struct TaskCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a task; its owner takes part in the incident from then on.")

    @Argument(help: "The incident's name, such as INC-17.")
    var incident: IncidentNameArgument

    @Option(help: "What is to be done, in a line.")
    var text: String

    @Option(help: "Who answers for it: a mail address, its part before the @, or a name. The commander by default.")
    var owner: String?

    @Option(name: .customLong("assignee"), help: "Who does it; may be given several times. The owner by default.")
    var assignees: [String] = []

    @Option(
        help: "When: RFC 3339, or a span from now on such as 4h or 2d. A day by default, a week once it is over.",
        transform: OnCallTime.parse)
    var due: Date?

    @Option(help: "low, medium or high.")
    var priority: TaskPriorityArgument?

    @OptionGroup var json: JSONOption

    var body: JSON {
        var members: JSONObject = ["text": .string(text)]
        members["owner"] = owner.map(JSON.string)
        if !assignees.isEmpty { members["assignees"] = assignees.json }
        members["due"] = due?.json
        members["priority"] = (priority?.rawValue).map(JSON.string)
        return .object(members)
    }

    func run() async throws {
        let task = try await API().post(["incidents", incident.text, "tasks"], body)
        Output.result(asJSON: json.isOn, task, TaskListText.one(task))
    }
}

/// How urgent a task can be.
enum TaskPriorityArgument: String, CaseIterable, ExpressibleByArgument {
    case low, medium, high
}
