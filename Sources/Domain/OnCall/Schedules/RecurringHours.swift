public import FoundationEssentials

/// Hours that come again on days of the week, of the month and of the year, by the clock on the wall.
///
/// Start and end are each an instant of ``Zone/instant(of:)``: of a time that clocks show twice the first, and what they leap
/// over is not there, so that hours which lie in the leap alone do not come that day.
public struct RecurringHours: Sendable, Hashable {
    /// The hours, and the days of the week on which they begin.
    public let hours: DutyHours
    /// The days of the month on which they begin: 1 to 31, and -1 to -31 counted from its end; empty for all.
    public let daysOfMonth: Set<Int>
    /// The months in which they begin, 1 to 12; empty for all.
    public let months: Set<Int>

    /// - Parameters:
    ///   - hours: the hours, and the days of the week on which they begin.
    ///   - daysOfMonth: 1 to 31, and -1 to -31 counted from the month's end; empty for all.
    ///   - months: 1 to 12; empty for all.
    public init(hours: DutyHours, daysOfMonth: Set<Int> = [], months: Set<Int> = []) {
        self.hours = hours
        self.daysOfMonth = daysOfMonth
        self.months = months
    }

    /// When the hours began and when they end, at a moment inside of them; `nil` at any other.
    public func span(around moment: Date, in zone: Zone) -> Range<Date>? {
        let today = zone.wallTime(at: moment).day
        // They last a day at most, and clocks are turned by less.
        for day in today - 2...today + 1 where begins(onDay: day) {
            guard let wall = hours.span(onDay: day) else { continue }
            let from = zone.instant(of: WallTime(seconds: wall.lowerBound))
            let until = zone.instant(of: WallTime(seconds: wall.upperBound))
            if from <= moment, moment < until { return from..<until }
        }
        return nil
    }

    private func begins(onDay day: Int) -> Bool {
        let date = CivilDate(number: day)
        let fromEnd = date.day - CivilDate.days(inMonth: date.month, of: date.year) - 1
        return (daysOfMonth.isEmpty || daysOfMonth.contains(date.day) || daysOfMonth.contains(fromEnd))
            && (months.isEmpty || months.contains(date.month))
    }
}
