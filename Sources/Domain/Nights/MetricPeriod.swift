public import Forecast

/// How long the periods of a series are.
public enum MetricPeriod: String, Sendable, Hashable, CaseIterable {
    /// A day.
    case day
    /// From Monday to Sunday.
    case week
    /// A month of the calendar.
    case month

    /// The first day of the period that a day belongs to.
    public func start(of day: Day) -> Day {
        switch self {
        case .day: day
        case .week: day.weekStart
        case .month: day.monthStart
        }
    }

    /// The first day of the period after the one that a day belongs to.
    public func next(after day: Day) -> Day {
        switch self {
        case .day: day.next()
        case .week: day.weekStart.next(7)
        case .month: day.monthStart(after: 1)
        }
    }
}
