import ArgumentParser
import Forecast
import Incident
import NightDesk
import Nights

/// `muster nightly costs`: one step of a night by hand.
struct NightlyCostsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "costs", abstract: "Computes what incidents cost, and adds it up by day, type and team.")

    @Option(help: ArgumentHelp("The day, such as 2026-11-28; yesterday by default.", valueName: "date"))
    var day = NightDayArgument.yesterday

    @OptionGroup var json: JSONOption

    func run() async throws { try await NightlyRunCommand.run(day, [.costs], asJSON: json.isOn) }
}

/// `muster nightly metrics`: one step of a night by hand.
struct NightlyMetricsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Computes how long incidents took, how many there were, and who was paged; or shows it as a table.")

    @Option(help: ArgumentHelp("The day, such as 2026-11-28; yesterday by default.", valueName: "date"))
    var day = NightDayArgument.yesterday

    @Flag(
        name: .customLong("csv"),
        help: "Computes nothing; prints every metric that nights have computed, for a spreadsheet.")
    var isTable = false

    @Option(help: "With --csv, how long the periods are: day, week or month.")
    var period = MetricPeriod.month

    @OptionGroup var json: JSONOption

    func validate() throws {
        if isTable, json.isOn { throw ValidationError("--csv and --json are two forms of the same: choose one") }
    }

    func run() async throws {
        guard isTable else { return try await NightlyRunCommand.run(day, [.metrics], asJSON: json.isOn) }
        let rows = try await Database.asOperator { client in
            try await CommandFailure.named {
                let organisation = try await NightSettings.load(from: client).organisation
                let desk = MetricDesk(database: client)
                var rows: [String] = []
                for metric in Metric.allCases {
                    for dimension in [nil] + metric.dimensions.map(Optional.some) {
                        for statistic in metric.isDuration ? MetricStatistic.allCases : [.count] {
                            let question = MetricDesk.Question(metric, each: period, by: dimension, statistic)
                            let series = try await desk.series(question, of: organisation, for: .system)
                            rows += MetricTable.rows(series, period, statistic)
                        }
                    }
                }
                return rows
            }
        }
        Output.text(([MetricTable.heading] + rows).joined(separator: "\n"))
    }
}
