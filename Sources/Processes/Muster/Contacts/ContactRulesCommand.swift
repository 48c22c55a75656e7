import ArgumentParser
import JSON

struct ContactRulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Says by which contacts somebody is paged, in the order to try them.",
        discussion: """
            A way is a channel, an address and, if it is to wait, how long:

            muster contact rules ana@example.org --high "sms +15550100" --high "voice +15550100 after 3m"

            What is not said is left to the configuration; with --reset all is.
            """)

    @OptionGroup var person: PersonArgument

    @Option(help: "A way for urgent pages; may be given several times.", transform: ContactWay.init(argument:))
    var high: [ContactWay] = []

    @Option(help: "A way for pages that can wait; may be given several times.", transform: ContactWay.init(argument:))
    var low: [ContactWay] = []

    @Flag(help: "Leaves all to the configuration again.")
    var reset = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard reset == (high.isEmpty && low.isEmpty) else {
            throw ValidationError(
                "Give ways with --high and --low, or --reset. `muster contact list \(person.email)` shows what there is."
            )
        }
    }

    func run() async throws {
        var body: JSONObject = [:]
        if !high.isEmpty { body["high"] = .array(high.map(\.json)) }
        if !low.isEmpty { body["low"] = .array(low.map(\.json)) }
        let answer = try await API().put(person.path("contact-rules"), .object(body))
        Output.result(asJSON: json.isOn, answer, ContactText.list(answer))
    }
}
