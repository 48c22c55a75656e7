import Forecast
import FoundationEssentials
import Nights
import NightStore
import Postgres

/// How many incidents there will be, a week and a month, of each type and of all of them.
struct ForecastWork: NightWork {
    let name = StepName.forecast

    func run(_ night: NightContext) async throws -> NightOutcome {
        let counts = try await ForecastRows.counts(through: night.day, in: night.work)
        guard !counts.isEmpty else {
            return .skipped("there were no incidents yet, or the metrics have not been computed")
        }
        _ = try await night.work.query(ForecastRows.clear(night.day))
        let types = Set(counts.compactMap(\.type)).sorted()
        var rows = 0
        for type in [nil] + types.map(Optional.some) {
            let own = counts.filter { $0.type == type }
            for frequency in [Frequency.week, .month] {
                var last: (days: [Day: Int], forecast: Forecast)?
                for isForAll in [false, true] {
                    let days = Self.days(own, isForAll: isForAll)
                    guard !days.isEmpty else { continue }
                    // Where nothing is restricted, both are the same.
                    let isKnown = last?.days == days
                    let forecast =
                        isKnown ? last?.forecast : try Self.forecast(type, days, frequency, through: night.day)
                    guard let forecast else { continue }
                    last = (days, forecast)
                    let subject = ForecastRows.Subject(type: type, frequency, isForAll: isForAll)
                    _ = try await night.work.query(ForecastRows.keep(forecast.json, of: subject, on: night.day))
                    rows += 1
                    night.progress(rows)
                }
            }
        }
        return .done(rows)
    }

    private static func days(_ counts: [ForecastRows.DayCount], isForAll: Bool) -> [Day: Int] {
        counts.filter { isForAll || !$0.isRestricted }.reduce(into: [:]) { $0[$1.day, default: 0] += $1.count }
    }

    /// The forecast from the first day on which there was one: days without any are zeros up to the last.
    /// The chances that it draws are the same for the same day and series.
    static func forecast(
        _ type: String?, _ days: [Day: Int], _ frequency: Frequency, through last: Day
    ) throws -> Forecast? {
        guard let first = days.keys.min(), first <= last else { return nil }
        let rows = (first.number...last.number).map { number in
            let day = Day(number: number)
            return "\(day.text),\(days[day] ?? 0)"
        }
        let reader = SeriesReader(
            name: type.map { "incidents of type \($0)" } ?? "incidents", frequency: frequency, through: last,
            today: last.next())
        let series = try reader.read("date,count\n" + rows.joined(separator: "\n") + "\n").series
        return try Forecaster(horizon: frequency.usualHorizon, seed: UInt64(bitPattern: Int64(last.number)))
            .forecast(series)
    }
}
