import ArgumentParser
import JSON

struct IncidentJoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Brings somebody into an incident.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(help: "The mail address.")
    var email: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let incident = try await API().post(
            ["incidents", name.text, "participants"], ["email": .string(email)])
        Output.result(asJSON: json.isOn, incident, "\(Plain.line(email)) takes part in \(name.text).")
    }
}
