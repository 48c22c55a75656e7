/// Hours of days to which a layer is restricted, by the clock on the wall.
public struct DutyHours: Sendable, Hashable {
    /// The days on which the hours begin.
    public let days: Set<Weekday>
    /// Seconds after midnight, 0 to 86,399.
    public let from: Int
    /// Seconds after midnight, 1 to 86,400; on the next day when it is not after `from`.
    public let until: Int

    /// - Parameters:
    ///   - days: the days on which the hours begin.
    ///   - from: seconds after midnight, 0 to 86,399.
    ///   - until: seconds after midnight, 1 to 86,400; on the next day when it is not after `from`.
    public init(days: Set<Weekday> = Set(Weekday.allCases), from: Int, until: Int) {
        self.days = days
        self.from = from
        self.until = until
    }

    /// The hours that begin on a day, as seconds on the wall.
    func span(onDay day: Int) -> Range<Int>? {
        guard days.contains(Weekday(day: day)) else { return nil }
        let midnight = day * WallTime.secondsPerDay
        return midnight + from..<midnight + (until > from ? until : until + WallTime.secondsPerDay)
    }
}

extension [DutyHours] {
    /// The hours in a span of instants; those that meet are one.
    func windows(in span: Range<Int>, _ zone: Zone) -> [Range<Int>] {
        let first = (span.lowerBound - Zone.reach).floored(by: WallTime.secondsPerDay) - 1
        let last = (span.upperBound + Zone.reach).floored(by: WallTime.secondsPerDay)
        let windows = (first...last).flatMap { day in
            compactMap { $0.span(onDay: day) }
        }.compactMap { window -> Range<Int>? in
            let (start, end) = (zone.second(of: window.lowerBound), zone.second(of: window.upperBound))
            return start < end ? (start..<end).clamped(to: span) : nil
        }
        return windows.union
    }
}
