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

struct OnCallGapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "When nobody is on call; exits with 1 when there is such a time. 13 weeks by default.")

    @OptionGroup var schedule: ScheduleArgument
    @OptionGroup var span: SpanOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let gaps = try await API().get(["oncall", schedule.name, "gaps"], span.query)
        let clock = try await ScheduleClock.of(schedule.name)
        Output.result(asJSON: json.isOn, gaps, OnCallText.gaps(gaps, clock))
        if gaps["items"]?.arrayValue?.isEmpty == false { throw ExitCode.failure }
    }
}

struct OnCallLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "What each person carries, and how evenly; over the next 13 weeks by default.")

    @OptionGroup var schedule: ScheduleArgument
    @OptionGroup var span: SpanOptions
    @OptionGroup var json: JSONOption

    func run() async throws {
        let load = try await API().get(["oncall", schedule.name, "load"], span.query)
        Output.result(asJSON: json.isOn, load, OnCallText.load(load))
    }
}
