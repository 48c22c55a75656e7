import ArgumentParser
import Incident
import JSON

struct IncidentRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Hands a role over; without one, tells who was what from when to when.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Argument(
        help: "incident_commander, liaison, scribe, reporter, participant or observer. One has each of the first three."
    )
    var role: ParticipantRole?

    @Argument(help: "The mail address of who takes it.")
    var email: String?

    @Option(help: "What they should know, in a line.")
    var note: String?

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (role == nil) == (email == nil) else {
            throw ValidationError("Say who takes the role: role NAME ROLE EMAIL.")
        }
    }

    func run() async throws {
        let path = ["incidents", name.text, "roles"]
        guard let role, let email else {
            let answer = try await API().get(path)
            return Output.result(asJSON: json.isOn, answer, Self.history(answer))
        }
        var body: JSONObject = ["email": .string(email), "role": .string(role.rawValue)]
        body["note"] = note.map(JSON.string)
        let incident = try await API().post(path, .object(body))
        Output.result(asJSON: json.isOn, incident, "\(Plain.line(email)) is \(role.title) of \(name.text).")
    }

    /// Who was what, the first first.
    static func history(_ page: JSON) -> String {
        var listing = Listing("ROLE", "SINCE", "UNTIL", "EMAIL", "NAME", "TEAM")
        for item in page["items"]?.arrayValue ?? [] {
            let role = item.text(of: "role")
            listing.add(
                role.flatMap { ParticipantRole(rawValue: $0)?.title } ?? role, item.text(of: "since"),
                item.text(of: "until") ?? "now", item.text(of: "email"), item.text(of: "name"), item.text(of: "team"))
        }
        return listing.text(empty: "Nobody has taken part yet.")
    }
}
