import ArgumentParser
import Encodings
import Foundation

/// Which execution: the argument of commands that need one.
struct ExecutionArgument: ParsableArguments {
    @Argument(
        help: "The execution's id, as `muster playbook list --executions` shows it.",
        transform: MessageShowCommand.identifier)
    var id: UUID

    var path: [String] { ["executions", UUIDText.string(from: id)] }
}
