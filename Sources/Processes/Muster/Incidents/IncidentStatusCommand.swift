import ArgumentParser
import JSON

struct IncidentStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Moves an incident between active, stable and closed.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "active, stable or closed.")
    var status: IncidentStatusArgument

    @OptionGroup var json: JSONOption

    func run() async throws {
        let incident = try await API().patch(["incidents", name.text], ["status": .string(status.rawValue)])
        Output.result(asJSON: json.isOn, incident, "\(name.text) is \(status.rawValue).")
    }
}
