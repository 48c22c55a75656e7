/// What a model learns from: whole periods, oldest first.
struct History: Sendable {
    /// Counts or amounts.
    var values: [Double]
    /// How long each period is, in ordinary periods.
    var exposures: [Double]
    var kind: SeriesKind
    /// Periods of a year, or of a week of days; 1 without a season.
    var period: Int

    var count: Int { values.count }

    /// Values of an ordinary period.
    var rates: [Double] { zip(values, exposures).map { $0 / $1 } }

    /// The first periods.
    func prefix(_ count: Int) -> History {
        History(
            values: Array(values.prefix(count)), exposures: Array(exposures.prefix(count)), kind: kind, period: period)
    }
}
