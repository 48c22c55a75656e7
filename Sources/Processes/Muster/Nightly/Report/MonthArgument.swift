import ArgumentParser
import Forecast

/// A month as people name it: `2026-10`.
struct MonthArgument: ExpressibleByArgument, Hashable {
    /// Its first day.
    let first: Day

    init?(argument: String) {
        guard argument.utf8.count == 7, let day = Day("\(argument)-01") else { return nil }
        first = day
    }
}
