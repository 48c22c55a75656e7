import ArgumentParser
import Environment
import Operations

/// The operator's command. Exit status: 0 done, 1 failed, 2 unusable arguments.
@main
struct Main {
    static func main() async {
        do {
            var command = try MusterCommand.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            ProcessEnd.now(0)
        } catch {
            ProcessEnd.now(report(error))
        }
    }

    /// Says what is wrong and gives the status for it.
    private static func report(_ error: any Error) -> Int32 {
        if let failure = error as? CommandFailure {
            if !failure.description.isEmpty { Output.note("muster: \(failure.description)") }
            return failure.status
        }
        if let unknown = error as? UnknownQueue {
            Output.note(
                "muster: \(Plain.line(unknown.name)) is no worker's queue. The queues are "
                    + "\(unknown.known.joined(separator: ", ")).")
            return 2
        }
        let code = MusterCommand.exitCode(for: error)
        guard code == .failure else {
            let text = MusterCommand.fullMessage(for: error)
            if code == .success { print(text) } else { Output.note(text) }
            return code == .validationFailure ? 2 : code.rawValue
        }
        Output.note("muster: \(error)")
        return 1
    }
}
