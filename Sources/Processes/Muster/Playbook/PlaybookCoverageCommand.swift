import ArgumentParser
import JSON

struct PlaybookCoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Ranks types of alerts by how often they come, against how much of their playbooks goes by itself.",
        discussion: """
            What comes often and goes by itself not at all or only partly is what to automate next. Steps for people are states
            whose name begins with Manual, and those that make a task.
            """)

    @Option(help: "Alerts of the last days: 1 to 400.")
    var days = 30

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (1...400).contains(days) else { throw ValidationError("--days is 1 to 400.") }
    }

    func run() async throws {
        let coverage = try await API().get(["playbook-coverage"], [("days", String(days))])
        Output.result(asJSON: json.isOn, coverage, CoverageText.text(coverage))
    }
}
