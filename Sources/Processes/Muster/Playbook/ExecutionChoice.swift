import ArgumentParser
import Encodings
import Foundation
import JSON

/// Which executions a change is of: one by its id, or all that fit.
struct ExecutionChoice: ParsableArguments {
    @Argument(
        help: "The execution's id, as `muster playbook list --executions` shows it.",
        transform: MessageShowCommand.identifier)
    var id: UUID?

    @Option(help: "In place of an id: executions of this playbook.")
    var playbook: String?

    @Option(
        name: .customLong("status"),
        help: "In place of an id: executions that stand so, such as RUNNING or FAILED; may be given several times.")
    var states: [String] = []

    @Option(help: "In place of an id: executions that were started since: a span such as 2h, or a time.")
    var since: String?

    @Flag(help: "Change those that fit without a question.")
    var yes = false

    func validate() throws {
        let hasFilter = playbook != nil || !states.isEmpty || since != nil
        guard (id != nil) != hasFilter else {
            throw ValidationError("Say which: an id, or --playbook, --status and --since.")
        }
        if let since, Moment.past(since) == nil {
            throw ValidationError("--since \(Plain.line(since)) is no time. Write 2h, 30m or 2026-11-21T10:00:00Z.")
        }
    }

    /// Asks for a change, and tells how the execution stands; of several it tells how many fit first.
    func change(_ word: String, _ body: JSONObject = [:], json: JSONOption) async throws {
        let api = try API()
        if let id {
            let execution = try await api.post(["executions", UUIDText.string(from: id), word], .object(body))
            return Output.result(asJSON: json.isOn, execution, PlaybookText.execution(execution))
        }
        let change = ExecutionsChange(request: request(word, body)) {
            try await api.post(["executions", "changes"], $0)
        }
        let extent = try await change.extent()
        if !json.isOn { Output.text(ExecutionsChange.text(extent, word)) }
        guard extent["matched"] != 0 else {
            if json.isOn { Output.result(asJSON: true, extent, "") }
            return
        }
        guard yes || Confirmation.isPossible && Confirmation.ask("\(word.capitalized) them?") else {
            return Output.result(
                asJSON: json.isOn, extent,
                "Nothing was changed." + (Confirmation.isPossible ? "" : " Say --yes to go on without a terminal."))
        }
        let changed = try await change.carryOut(extent)
        Output.result(asJSON: json.isOn, changed, ExecutionsChange.done(changed))
    }

    private func request(_ word: String, _ body: JSONObject) -> JSONObject {
        var request = body
        request["change"] = .string(word)
        if let playbook { request["playbook"] = .string(playbook) }
        if !states.isEmpty { request["states"] = .array(states.map { .string($0.uppercased()) }) }
        if let since = since.flatMap({ Moment.past($0) }) { request["since"] = .string(RFC3339.string(from: since)) }
        return request
    }
}
