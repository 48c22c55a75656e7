import ArgumentParser
import Foundation
import Incident
import JSON
import SignInDesk

struct PeopleRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Takes roles at the console back, at once.")

    @Argument(help: "Their mail address.")
    var email: String

    @Argument(help: "operator or administrator; all that they have when nobody says.")
    var role: PersonRole?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let settings = Settings.process
        let ended = try await Database.asOperator(settings) { client in
            try await SignInDesk(database: client).revoke(role, of: email, by: Operator.name(settings))
        }
        Output.result(
            asJSON: json.isOn, ["revoked": .int(ended)],
            ended == 0 ? "\(Plain.line(email)) has no such role." : "\(Plain.line(email)) has that role no more.")
    }
}
