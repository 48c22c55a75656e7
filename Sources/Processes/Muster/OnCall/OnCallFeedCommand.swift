import ArgumentParser
import JSON

struct OnCallFeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed",
        abstract: "The private address of a calendar to subscribe to; it ends with the key that asks.")

    @OptionGroup var schedule: ScheduleArgument

    @Option(help: "A mail address: the calendar of all shifts of this person instead.")
    var person: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(["oncall", schedule.name, "feed"], [("person", person)])
        Output.result(asJSON: json.isOn, answer, answer.text(of: "url") ?? "")
        if !json.isOn {
            Output.note(
                "Whoever has this address reads the calendar. It ends when the key \(answer.text(of: "key") ?? "") is revoked."
            )
        }
    }
}
