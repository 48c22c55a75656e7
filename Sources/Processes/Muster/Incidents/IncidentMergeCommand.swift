import ArgumentParser
import JSON

struct IncidentMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Closes an incident as a duplicate of another, to which its alerts pass on.",
        discussion: "Reopening it undoes that: muster incident status NAME active.")

    @Argument(help: "The duplicate's name, such as INC-18.")
    var name: IncidentNameArgument

    @Option(help: "The incident that goes on, such as INC-17.")
    var into: IncidentNameArgument

    @Option(help: "Why, in a line.")
    var note: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body: JSONObject = ["into": .string(into.text)]
        body["note"] = note.map(JSON.string)
        let incident = try await API().post(["incidents", name.text, "merge"], .object(body))
        Output.result(
            asJSON: json.isOn, incident,
            "\(name.text) is closed as a duplicate of \(incident.text(of: "duplicate_of") ?? into.text).")
    }
}
