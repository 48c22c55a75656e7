import ArgumentParser
import JSON

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
