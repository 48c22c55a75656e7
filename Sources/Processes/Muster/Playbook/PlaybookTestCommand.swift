import ArgumentParser
import JSON
import Playbooks

struct PlaybookTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs a playbook against the answers of a case file, on a virtual clock.",
        discussion: """
            A case file is YAML: "cases" holds what each case starts with ("input", or the details of an "event"), what
            the steps answer ("steps"), and what must come of it ("expect": status, path, visits, avoids, output,
            output_contains, error, cause, duration, calls).
            """)

    @OptionGroup var playbook: PlaybookFile
    @Argument(help: "The case file.")
    var cases: String
    @OptionGroup var references: ReferencesOption
    @Option(help: ArgumentHelp("Write the results as JUnit XML, too.", valueName: "file"))
    var junit: String?
    @OptionGroup var json: JSONOption

    func run() async throws {
        let file = try CaseFile(ArgumentFile.text(cases), named: ArgumentFile.name(cases))
        let report = try PlaybookTester.report(
            on: try playbook.read(), cases: file, references: try references.read())
        if let junit { try ArgumentFile.write(report.junit, to: junit) }
        Output.result(asJSON: json.isOn, report.json, report.description)
        if !report.passed { throw CommandFailure.told }
    }
}
