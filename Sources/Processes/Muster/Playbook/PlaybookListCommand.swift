import ArgumentParser
import JSON

struct PlaybookListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists playbooks, or with --executions what runs and ran of them.")

    @Flag(help: "List executions, the newest first.")
    var executions = false

    @Option(help: "With --executions: of this playbook alone.")
    var playbook: String?

    @Option(help: "With --executions: of this incident alone, such as INC-17.")
    var incident: IncidentNameArgument?

    @Option(
        name: .customLong("state"),
        help: "With --executions: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PAUSED; may be given several times."
    )
    var states: [String] = []

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        guard executions || (playbook == nil && incident == nil && states.isEmpty) else {
            throw ValidationError("--playbook, --incident and --state go with --executions.")
        }
    }

    func run() async throws {
        let filter: [(String, String?)] = [
            ("playbook", playbook), ("incident", incident?.text),
            ("state", states.isEmpty ? nil : states.map { $0.uppercased() }.joined(separator: ",")),
        ]
        let answer =
            executions
            ? try await API().get(["executions"], filter + page.query)
            : try await API().get(["playbooks"], page.query)
        Output.result(
            asJSON: json.isOn, answer,
            executions ? PlaybookText.executions(answer) : PlaybookText.playbooks(answer))
        if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
    }
}
