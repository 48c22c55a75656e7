import ArgumentParser
import JSON
import Playbooks

struct PlaybookCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Names every problem of a playbook, with its place and how to mend it.")

    @OptionGroup var playbook: PlaybookFile
    @OptionGroup var references: ReferencesOption
    @OptionGroup var json: JSONOption

    func run() async throws {
        let report: PlaybookReport
        do {
            report = PlaybookCheck.report(on: try playbook.read(), references: try references.read())
        } catch let unreadable as PlaybookReport {
            report = unreadable
        }
        Output.result(
            asJSON: json.isOn, report.json,
            report.problems.isEmpty ? "\(report.name) has no problems." : report.description)
        if !report.isUsable { throw CommandFailure.told }
    }
}
