/// How long the periods of a series are.
public enum Frequency: String, Sendable, Hashable, CaseIterable {
    /// Calendar months.
    case month
    /// Weeks from Monday to Sunday (ISO 8601).
    case week
    /// Days.
    case day

    /// Periods after which a season comes again: of a year, and of a week of days. A year of weeks has more places than a
    /// history can tell of, so that weeks have none.
    var season: Int {
        switch self {
        case .month: 12
        case .week: 1
        case .day: 7
        }
    }

    /// Periods that are forecast unless somebody says how many: a year of months, a quarter of weeks, two weeks of days.
    public var usualHorizon: Int {
        switch self {
        case .month: 12
        case .week: 13
        case .day: 14
        }
    }
}
