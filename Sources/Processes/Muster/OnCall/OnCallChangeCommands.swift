import ArgumentParser
import Foundation
import JSON

/// When a change holds.
struct ChangeSpan: ParsableArguments {
    @Option(
        help: "Its start: RFC 3339, or a span from now on such as 12h. Now by default.", transform: OnCallTime.parse)
    var from: Date?

    @Option(help: "Its end: RFC 3339, or a span from now on such as 12h or 7d.", transform: OnCallTime.parse)
    var until: Date

    @Option(help: "Why, in a line.")
    var reason: String?

    /// The members of the body.
    var members: [(String, JSON)] {
        [("from", (from ?? Date()).json), ("until", until.json)] + (reason.map { [("reason", .string($0))] } ?? [])
    }
}

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

struct OnCallChangesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "Overrides, swaps and extra cover of a schedule that are not over.")

    @OptionGroup var schedule: ScheduleArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        let changes = try await API().get(["oncall", schedule.name, "changes"])
        let clock = try await ScheduleClock.of(schedule.name)
        Output.result(asJSON: json.isOn, changes, OnCallText.changes(changes, clock))
    }
}

struct OnCallWithdrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Takes an override, a swap or extra cover back.")

    @OptionGroup var schedule: ScheduleArgument

    @Argument(help: "The id of the change.", transform: MessageShowCommand.identifier)
    var id: UUID

    @OptionGroup var json: JSONOption

    func run() async throws {
        let change = try await API().delete(["oncall", schedule.name, "changes", id.uuidString.lowercased()])
        Output.result(asJSON: json.isOn, change, "It is withdrawn.")
    }
}
