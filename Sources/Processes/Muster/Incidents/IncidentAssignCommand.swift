import ArgumentParser
import Incident
import JSON

struct IncidentAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Gives somebody a role; the command when none is said.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "The mail address.")
    var email: String

    @Option(help: "incident_commander, liaison, scribe, participant or observer.")
    var role = ParticipantRole.incidentCommander

    @OptionGroup var json: JSONOption

    func run() async throws {
        let incident = try await API().post(
            ["incidents", name.text, "roles"], ["email": .string(email), "role": .string(role.rawValue)])
        Output.result(
            asJSON: json.isOn, incident, "\(Plain.line(email)) is \(role.title) of \(name.text).")
    }
}
