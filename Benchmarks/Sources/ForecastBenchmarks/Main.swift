import Forecast
import Foundation

/// Times forecasts on one core: `ForecastBenchmarks series COUNT` prints seeded monthly series of 60 counts, one a line;
/// `ForecastBenchmarks fit FILE` chooses an exponential smoothing for each of a file, `ForecastBenchmarks back-test FILE`
/// forecasts each 12 months ahead with its back-test. Both print the seconds that they took.
@main
enum ForecastBenchmarks {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count == 2 else {
            FileHandle.standardError.write(Data("ForecastBenchmarks series COUNT | fit FILE | back-test FILE\n".utf8))
            exit(2)
        }
        switch arguments[0] {
        case "series": SeededSeries.print(Int(arguments[1]) ?? 1000)
        case "fit": try measure(arguments[1]) { $0.smoothingForm != nil }
        default: try measure(arguments[1]) { try Forecaster(horizon: 12).forecast($0).folds > 0 }
        }
    }

    /// Runs something on each series, which says whether it did all that is measured.
    private static func measure(_ path: String, _ body: (Series) throws -> Bool) throws {
        let start = Day("2020-01-01")
        let series = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
            start.map {
                Series(
                    name: "series", frequency: .month, start: $0,
                    values: line.split(separator: " ").compactMap { Double($0) })
            }
        }
        let clock = ContinuousClock()
        let took = try clock.measure {
            for one in series where try !body(one) { throw Undone() }
        }
        print(took / .seconds(1))
    }
}

struct Undone: Error {}
