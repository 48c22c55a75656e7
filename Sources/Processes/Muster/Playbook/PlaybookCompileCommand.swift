import ArgumentParser
import JSON
import Playbooks
import SoclessDialect

struct PlaybookCompileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compiles a SOCless playbook to Amazon States Language, and writes any definition in canonical form.")

    @OptionGroup var playbook: PlaybookFile
    @OptionGroup var references: ReferencesOption
    @Flag(help: "Compile with SOCless's defects, for comparison with what it deployed.")
    var recorded = false
    @Option(name: .shortAndLong, help: ArgumentHelp("Write there instead of standard output.", valueName: "file"))
    var output: String?
    @OptionGroup var json: JSONOption

    func run() async throws {
        let source = try playbook.read()
        let references = try references.read()
        if !recorded {
            let report = PlaybookCheck.report(on: source, references: references)
            guard report.isUsable else { throw CommandFailure(report.description) }
        }
        let text = try PlaybookDefinition.text(
            source, references: references, compatibility: recorded ? .recorded : .corrected)
        // A definition is JSON in any case.
        guard let output else { return Output.text(text) }
        try ArgumentFile.write(text, to: output)
        Output.result(asJSON: json.isOn, ["file": .string(output)], "Wrote \(output).")
    }
}
