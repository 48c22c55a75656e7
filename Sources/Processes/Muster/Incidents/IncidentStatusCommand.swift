import ArgumentParser
import JSON

struct IncidentStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Moves an incident between active, stable and closed.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "active, stable or closed.")
    var status: IncidentStatusArgument

    @Option(help: "Why, although something is to be answered before the incident is stable.")
    var insist: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var change: JSONObject = ["status": .string(status.rawValue)]
        change["insist"] = insist.map(JSON.string)
        let incident = try await API().patch(["incidents", name.text], .object(change))
        Output.result(asJSON: json.isOn, incident, "\(name.text) is \(status.rawValue).")
    }
}
