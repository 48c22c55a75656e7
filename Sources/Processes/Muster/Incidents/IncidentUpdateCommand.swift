import ArgumentParser
import JSON

struct IncidentUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Changes what an incident is; whoever it engages then joins.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Option(help: "What is wrong, in a line.")
    var title: String?

    @Option(help: "What is known.")
    var description: String?

    @Option(help: "One of the organisation's incident types, whose questions are asked, too.")
    var type: String?

    @Option(help: "One of the organisation's severities.")
    var severity: String?

    @Option(help: "One of the organisation's priorities.")
    var priority: String?

    @Option(help: "open or restricted.")
    var visibility: VisibilityArgument?

    @OptionGroup var json: JSONOption

    /// What is said, and nothing else.
    var changes: JSONObject {
        let said = [
            ("title", title), ("description", description), ("type", type), ("severity", severity),
            ("priority", priority), ("visibility", visibility?.rawValue),
        ]
        return JSONObject(said.compactMap { name, value in value.map { (name, .string($0)) } })
    }

    func validate() throws {
        guard !changes.isEmpty else { throw ValidationError("Say what is to change: --title, --severity, …") }
    }

    func run() async throws {
        let incident = try await API().patch(["incidents", name.text], .object(changes))
        Output.result(asJSON: json.isOn, incident, IncidentText.one(incident))
    }
}

/// Who may see an incident.
enum VisibilityArgument: String, CaseIterable, ExpressibleByArgument {
    case open, restricted
}
