import ArgumentParser
import JSON

struct OnCallOverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Lets somebody take a layer for a while; with --added they are on call besides.")

    @OptionGroup var schedule: ScheduleArgument

    @Option(help: "The mail address of who is on call then.")
    var person: String

    @Option(help: "The layer; may be left out when there is only one.")
    var layer: String?

    @Flag(help: "On call besides the others, for no layer.")
    var added = false

    @Flag(help: "Only looks on; with --added.")
    var shadow = false

    @OptionGroup var span: ChangeSpan
    @OptionGroup var json: JSONOption

    var body: JSON {
        var members = [("person", JSON.string(person))] + span.members
        if let layer { members.append(("layer", .string(layer))) }
        if added { members.append(("added", true)) }
        if shadow { members.append(("shadow", true)) }
        return .object(JSONObject(members))
    }

    func run() async throws {
        let change = try await API().post(["oncall", schedule.name, "overrides"], body)
        let clock = try await ScheduleClock.of(schedule.name)
        Output.result(asJSON: json.isOn, change, OnCallText.change(change, clock))
    }
}
