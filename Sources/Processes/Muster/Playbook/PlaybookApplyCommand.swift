import ArgumentParser
import Foundation
import JSON

struct PlaybookApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Makes a playbook the current version of its name; a version never changes.",
        discussion: """
            It is refused with every problem that `check` names, and when nobody here could do one of its steps. What is the
            current version already, stays it. Executions that run go on by the version that they began with.
            """)

    @Argument(help: "A playbook in Amazon States Language, as JSON or YAML; - reads standard input.")
    var file: String

    @Option(help: "The playbook's name; that of the file by default.")
    var name: String?

    @Option(
        help: "A JSON Schema in JSON or, as @FILE, in a file, that its inputs must fit; any input by default.",
        transform: JSONArgument.parse)
    var inputSchema: JSON?

    @OptionGroup var json: JSONOption

    /// `phishing-triage` for `playbooks/phishing-triage.asl.json`.
    var playbook: String {
        name ?? String(URL(filePath: file).lastPathComponent.prefix { $0 != "." })
    }

    func validate() throws {
        if file == "-", name == nil { throw ValidationError("Standard input has no name: give --name.") }
    }

    func run() async throws {
        let text = try ArgumentFile.text(file)
        var body: JSONObject = ["text": .string(text), "file": .string(String(ArgumentFile.name(file).suffix(200)))]
        body["input_schema"] = inputSchema
        let version = try await API().put(["playbooks", playbook], .object(body))
        Output.result(asJSON: json.isOn, version, PlaybookText.applied(version))
    }
}
