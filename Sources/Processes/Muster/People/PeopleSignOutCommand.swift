import JSON
import ArgumentParser
import Encodings
import Foundation
import Incident
import SignInDesk

struct PeopleSignOutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-out", abstract: "Ends a session of the console, or all of somebody's.")

    @Argument(help: "A mail address, or the id of a session as `muster people sessions` shows it.")
    var who: String

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard UUIDText.uuid(from: who) != nil || Person.isAddress(who) else {
            throw ValidationError("\(Plain.line(who)) is neither a mail address nor the id of a session.")
        }
    }

    func run() async throws {
        let settings = Settings.process
        let id = UUIDText.uuid(from: who)
        let ended = try await Database.asOperator(settings) { client in
            try await SignInDesk(database: client).end(id, of: id == nil ? who : nil, by: Operator.name(settings))
        }
        Output.result(
            asJSON: json.isOn, ["ended": .int(ended)],
            ended == 0
                ? "\(Plain.line(who)) has no session." : ended == 1 ? "One session ended." : "\(ended) sessions ended.")
    }
}
