import ArgumentParser
import Forecast
import Foundation
import JSON

struct NightlyForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Shows how many incidents the last night expects, or forecasts a series of dates and counts.",
        discussion: """
            With --series it says which model it chose for the series, and how that would have done in the past; that needs no \
            server. Without it, it shows the incidents that are expected, of all types and of each.
            """)

    @Option(
        help: ArgumentHelp(
            "A table with the columns date and count, a row a period or a row a day; - reads standard input. Without it, "
                + "the forecasts of the last night are shown.",
            valueName: "file"))
    var series: String?

    @Option(help: "How long the periods are: month, week or day. Without it, the dates tell.")
    var frequency: Frequency?

    @Option(help: "How many periods are forecast, 1 to 366; 12 months, 13 weeks or 14 days by default.")
    var horizon: Int?

    @Option(
        help: ArgumentHelp(
            "The last day that was counted, so that days up to it without a row had nothing. The last row by default.",
            valueName: "date"))
    var through: Day?

    @OptionGroup var json: JSONOption

    func validate() throws {
        if let horizon, !Forecaster.horizons.contains(horizon) {
            throw ValidationError("--horizon is 1 to \(Forecaster.horizons.upperBound): \(horizon)")
        }
        guard series == nil else { return }
        if horizon != nil || through != nil { throw ValidationError("--horizon and --through go with --series") }
        if frequency == .day { throw ValidationError("incidents are forecast by week and by month, not by day") }
    }

    func run() async throws {
        guard let series else { return try await ExpectedIncidents.show(frequency ?? .month, asJSON: json.isOn) }
        let reader = SeriesReader(
            name: ArgumentFile.name(series), frequency: frequency, through: through, today: Day(of: Date()))
        let text = try ArgumentFile.text(series)
        do {
            let (read, problems) = try reader.read(text)
            if !json.isOn {
                let name = Plain.line(reader.name)
                for problem in problems { Output.note("\(name): \(Plain.line(problem.description))") }
            }
            let forecaster = Forecaster(horizon: horizon ?? read.frequency.usualHorizon)
            let forecast = try forecaster.forecast(read)
            Output.result(asJSON: json.isOn, Self.json(forecast, problems), ForecastText.text(forecast))
        } catch {
            throw CommandFailure(error.description)
        }
    }

    /// The forecast, with what is wrong with the rows.
    private static func json(_ forecast: Forecast, _ problems: [SeriesProblem]) -> JSON {
        guard case .object(var object) = forecast.json else { return forecast.json }
        let listed: [JSON] = problems.map { problem in
            ["line": problem.line.map { .int($0) } ?? .null, "problem": .string(problem.text)]
        }
        object.updateValue(.array(listed), forKey: "problems")
        return .object(object)
    }
}
