import ArgumentParser
import JSON

struct PlaybookLimitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit",
        abstract: "Says how many executions of a playbook may run at a time; others wait for a place.")

    @Argument(help: "The playbook's name, as `muster playbook list` shows it.")
    var playbook: String

    @Argument(help: "1 to 10000, or none for any number.")
    var limit: String

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard limit == "none" || (1...10_000).contains(Int(limit) ?? 0) else {
            throw ValidationError("A limit is 1 to 10000, or none.")
        }
    }

    func run() async throws {
        let answer = try await API().put(
            ["playbooks", playbook, "limit"], ["limit": Int(limit).map { .int($0) } ?? .null])
        Output.result(
            asJSON: json.isOn, answer,
            Int(limit).map { "At most \($0) executions of \(playbook) run at a time." }
                ?? "Any number of executions of \(playbook) may run.")
    }
}
