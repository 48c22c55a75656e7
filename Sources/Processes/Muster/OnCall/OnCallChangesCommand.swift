import ArgumentParser
import JSON

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
