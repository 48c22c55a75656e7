import ArgumentParser
import JSON

struct OnCallSwapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap", abstract: "Lets two people take each other's shifts for a while.")

    @OptionGroup var schedule: ScheduleArgument

    @Option(help: "The mail address of one.")
    var person: String

    @Option(help: "The mail address of the other.")
    var with: String

    @OptionGroup var span: ChangeSpan
    @OptionGroup var json: JSONOption

    var body: JSON {
        .object(JSONObject([("person", JSON.string(person)), ("with", .string(with))] + span.members))
    }

    func run() async throws {
        let change = try await API().post(["oncall", schedule.name, "swaps"], body)
        let clock = try await ScheduleClock.of(schedule.name)
        Output.result(asJSON: json.isOn, change, OnCallText.change(change, clock))
    }
}
