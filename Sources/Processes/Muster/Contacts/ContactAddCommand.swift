import ArgumentParser
import JSON

struct ContactAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a contact, and sends a code there that shows that it reaches the person.")

    @OptionGroup var person: PersonArgument

    @Argument(help: "mail, conversation, sms, voice or webhook.")
    var channel: String

    @Argument(help: "A mail address, a telephone number such as +15550100, or what the provider knows the place by.")
    var to: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().post(
            person.path("contacts"), ["channel": .string(channel), "to": .string(to)])
        Output.result(asJSON: json.isOn, answer, ContactText.added(answer, person.email))
    }
}
