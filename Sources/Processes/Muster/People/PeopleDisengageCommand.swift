import ArgumentParser
import JSON

struct PeopleDisengageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disengage", abstract: "Takes a preference back, by its number in `muster people show`.")

    @OptionGroup var person: PersonArgument

    @Option(help: "The number of the preference.")
    var rule: Int?

    @Flag(help: "All of them.")
    var all = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard all != (rule != nil) else { throw ValidationError("Give --rule N, or --all.") }
    }

    func run() async throws {
        let api = try API()
        var rules = try await api.get(person.path("engagements"))["rules"]?.arrayValue ?? []
        if let rule {
            guard rules.indices.contains(rule - 1) else {
                throw CommandFailure(
                    "There is no preference \(rule). `muster people show \(person.email)` shows those that there are.")
            }
            rules.remove(at: rule - 1)
        } else {
            rules = []
        }
        let answer = try await api.put(person.path("engagements"), ["rules": .array(rules)])
        Output.result(asJSON: json.isOn, answer, EngagementText.list(answer))
    }
}
