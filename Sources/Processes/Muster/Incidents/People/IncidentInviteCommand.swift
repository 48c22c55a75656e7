import ArgumentParser
import Foundation
import JSON

struct IncidentInviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Brings somebody in until a time, also from outside of the organisation.")

    @Argument(help: "The incident's name, such as INC-17.")
    var incident: IncidentNameArgument

    @Argument(help: "The mail address.")
    var email: String

    @Option(help: "Their name; the address by default.")
    var name: String?

    @Option(help: "participant or observer.")
    var role: InvitedRoleArgument?

    @Option(
        help: "Until when: RFC 3339, or a span from now on such as 12h or 3d. A week by default.",
        transform: OnCallTime.parse)
    var until: Date?

    @OptionGroup var json: JSONOption

    func run() async throws {
        var body: JSONObject = ["email": .string(email)]
        body["name"] = name.map(JSON.string)
        body["role"] = (role?.rawValue).map(JSON.string)
        body["until"] = until?.json
        let guest = try await API().post(["incidents", incident.text, "invitations"], .object(body))
        Output.result(
            asJSON: json.isOn, guest,
            "\(Plain.line(email)) takes part in \(incident.text) until \(guest.text(of: "expires_at") ?? "further notice")."
        )
    }
}

/// What somebody can be invited as.
enum InvitedRoleArgument: String, CaseIterable, ExpressibleByArgument {
    case participant, observer
}
