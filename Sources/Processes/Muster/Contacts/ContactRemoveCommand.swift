import ArgumentParser
import Encodings
import Foundation
import JSON

struct ContactRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes a contact back that was added.")

    @OptionGroup var person: PersonArgument

    @Argument(
        help: "The id of the contact, as `muster contact list` shows it.", transform: MessageShowCommand.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().delete(person.path("contacts", UUIDText.string(from: id)))
        Output.result(asJSON: json.isOn, answer, "\(ContactText.name(answer)) is removed; no page goes there any more.")
    }
}
