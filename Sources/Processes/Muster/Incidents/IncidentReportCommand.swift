import ArgumentParser
import JSON

struct IncidentReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Opens an incident, and says who leads it.")

    @Option(help: "What is wrong, in a line.")
    var title: String

    @Option(help: "What is known so far.")
    var description = ""

    @Option(help: "One of the organisation's incident types; the default one otherwise.")
    var type: String?

    @Option(help: "One of the organisation's severities.")
    var severity: String?

    @Option(help: "One of the organisation's priorities.")
    var priority: String?

    @Option(help: "The mail address of who reports it.")
    var reporter: String?

    @Flag(help: "It is an exercise.")
    var drill = false

    @Flag(help: "Only participants see it.")
    var restricted = false

    @OptionGroup var json: JSONOption

    var body: JSON {
        var body: JSONObject = ["title": .string(title), "description": .string(description)]
        body["type"] = type.map(JSON.string)
        body["severity"] = severity.map(JSON.string)
        body["priority"] = priority.map(JSON.string)
        body["reporter"] = reporter.map(JSON.string)
        if drill { body["drill"] = true }
        if restricted { body["visibility"] = "restricted" }
        return .object(body)
    }

    func run() async throws {
        let incident = try await API().post(["incidents"], body)
        Output.result(asJSON: json.isOn, incident, IncidentText.opened(incident))
    }
}
