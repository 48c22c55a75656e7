import ArgumentParser
import JSON

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
