import ArgumentParser
import JSON

struct ContactListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows somebody's contacts, and in which order they are tried.")

    @OptionGroup var person: PersonArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(person.path("contacts"))
        Output.result(asJSON: json.isOn, answer, ContactText.list(answer))
    }
}
