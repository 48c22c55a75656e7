import ArgumentParser
import Encodings
import Foundation
import JSON

/// Which execution: the argument of commands that need one.
struct ExecutionArgument: ParsableArguments {
    @Argument(
        help: "The execution's id, as `muster playbook list --executions` shows it.",
        transform: MessageShowCommand.identifier)
    var id: UUID

    var path: [String] { ["executions", UUIDText.string(from: id)] }

    /// Asks for a change, and tells how the execution stands.
    func change(_ word: String, _ body: JSON = [:], json: JSONOption) async throws {
        let execution = try await API().post(path + [word], body)
        Output.result(asJSON: json.isOn, execution, PlaybookText.execution(execution))
    }
}
