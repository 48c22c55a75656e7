import ArgumentParser
import JSON

struct PeopleShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows in which incidents somebody is engaged, and by what.")

    @OptionGroup var person: PersonArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(person.path("engagements"))
        Output.result(asJSON: json.isOn, answer, EngagementText.list(answer))
    }
}
