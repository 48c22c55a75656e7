import ArgumentParser
import JSON

struct OnCallShiftsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shifts",
        abstract: "The shifts of a schedule, those that nobody has among them; of four weeks by default.")

    @OptionGroup var schedule: ScheduleArgument
    @OptionGroup var span: SpanOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let shifts = try await API().get(["oncall", schedule.name, "shifts"], span.query)
        let clock = try await ScheduleClock.of(schedule.name)
        Output.result(asJSON: json.isOn, shifts, OnCallText.shifts(shifts, clock))
    }
}
