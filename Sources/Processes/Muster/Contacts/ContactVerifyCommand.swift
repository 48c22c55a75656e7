import ArgumentParser
import Encodings
import Foundation
import JSON

struct ContactVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Brings the code back that came by a contact: it is used from now on.")

    @OptionGroup var person: PersonArgument

    @Argument(
        help: "The id of the contact, as `muster contact list` shows it.", transform: MessageShowCommand.identifier)
    var id: UUID

    @Argument(help: "The eight digits.")
    var code: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().post(
            person.path("contacts", UUIDText.string(from: id)), ["code": .string(code)])
        Output.result(asJSON: json.isOn, answer, ContactText.verified(answer))
    }
}
