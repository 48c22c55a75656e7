import ArgumentParser
import JSON

struct PeopleEngageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engage",
        abstract: "Engages somebody in incidents of a kind, besides those that are theirs already.",
        discussion: """
            All that is said must hold; call it again for other kinds. For example

            muster people engage ana@example.org --severity SEV2 --keyword payment --keyword checkout
            """)

    @OptionGroup var person: PersonArgument

    @Option(name: .customLong("type"), help: "An incident type; may be given several times.")
    var types: [String] = []

    @Option(help: "This severity and worse.")
    var severity: String?

    @Option(help: "This priority and more urgent.")
    var priority: String?

    @Option(name: .customLong("keyword"), help: "A word of title or description; of several one must be there.")
    var keywords: [String] = []

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard !types.isEmpty || severity != nil || priority != nil || !keywords.isEmpty else {
            throw ValidationError("Say in which incidents, with --type, --severity, --priority or --keyword.")
        }
    }

    func run() async throws {
        let api = try API()
        let known = try await api.get(person.path("engagements"))["rules"]?.arrayValue ?? []
        var rule: JSONObject = [
            "types": .array(types.map { .string($0) }), "keywords": .array(keywords.map { .string($0) }),
        ]
        rule["severity"] = severity.map(JSON.string)
        rule["priority"] = priority.map(JSON.string)
        let answer = try await api.put(person.path("engagements"), ["rules": .array(known + [.object(rule)])])
        Output.result(asJSON: json.isOn, answer, EngagementText.list(answer))
    }
}
