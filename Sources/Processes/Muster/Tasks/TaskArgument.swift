import ArgumentParser
import Encodings
import Foundation
import JSON

/// Which task: the argument of commands that need one.
struct TaskArgument: ParsableArguments {
    @Argument(help: "The id of the task, as `muster task list` shows it.", transform: MessageShowCommand.identifier)
    var id: UUID

    var path: [String] { ["tasks", UUIDText.string(from: id)] }

    /// Changes the task, and tells what it is now.
    func change(_ change: [(String, JSON?)], json: JSONOption) async throws {
        let body = JSONObject(change.compactMap { name, value in value.map { (name, $0) } })
        let task = try await API().patch(path, .object(body))
        Output.result(asJSON: json.isOn, task, TaskListText.one(task))
    }
}
