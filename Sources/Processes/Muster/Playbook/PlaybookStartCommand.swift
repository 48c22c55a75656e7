import ArgumentParser
import JSON

struct PlaybookStartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Starts a playbook. The same start under the same --name is the same execution."
    )

    @Argument(help: "The playbook's name, as `muster playbook list` shows it.")
    var playbook: String

    @Option(help: "What it starts with, as JSON; @FILE reads it from there.", transform: JSONArgument.parse)
    var input: JSON = [:]

    @Option(help: "The execution's name; one is made by default.")
    var name: String?

    @Option(help: "The incident that it is about, such as INC-17.")
    var incident: IncidentNameArgument?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body: JSONObject = ["input": input]
        if let name { body["name"] = .string(name) }
        if let incident { body["incident"] = .string(incident.text) }
        let execution = try await API().post(["playbooks", playbook, "executions"], .object(body))
        Output.result(asJSON: json.isOn, execution, PlaybookText.execution(execution))
    }
}
