import ArgumentParser
import Forecast
import Incident
import NightDesk
import Nights
import Postgres

struct NightlyRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Computes a night now, as muster-nightly does. Run again, it changes nothing.")

    @Option(
        help: ArgumentHelp(
            "The day, such as 2026-11-28, or yesterday. Without it, nights that were missed are made up for as well.",
            valueName: "date"))
    var day: NightDayArgument?

    @Option(help: "Only these steps: costs, metrics, forecast, digest, copy, retention. All of them by default.")
    var step: [StepName] = []

    @OptionGroup var json: JSONOption

    func run() async throws {
        try await Self.run(day, step.isEmpty ? Set(StepName.allCases) : Set(step), asJSON: json.isOn)
    }

    /// Computes steps of a night, and shows what became of them.
    static func run(_ wanted: NightDayArgument?, _ steps: Set<StepName>, asJSON: Bool) async throws {
        let isWatched = Output.notesGoToTerminal
        let copies = WorstDayFolder(Settings.process.values)
        let report = try await Database.asBatch { client in
            var day: Day?
            if let wanted { day = try await wanted.day(client) }
            return try await CommandFailure.named {
                try await NightRun(database: client, copies: copies) { event in
                    if event.isEnd {
                        if isWatched { Output.progress("") }
                    } else if isWatched {
                        Output.progress("\(event)")
                    }
                }.run(day, steps: steps)
            }
        }
        Output.result(
            asJSON: asJSON, report.json,
            (report.madeUp + [report.night]).map(NightText.night).joined(separator: "\n\n"))
        if !report.isWhole { throw CommandFailure.told }
    }
}
