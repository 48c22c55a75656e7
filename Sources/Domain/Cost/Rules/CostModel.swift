/// How the time of people is counted.
public enum CostModel: String, Sendable, CaseIterable {
    /// The time in each role, times its multiplier: the first 24 hours of an interval whole, and of each further 24 hours
    /// the first 8. It never falls as time passes.
    case classic
    /// As Netflix Dispatch counts: beyond 24 hours each whole day is 8 hours, also the first, so that the cost falls at 24
    /// hours and at the end of each day.
    case dispatch
    /// What people did: each time counts a while, once where these overlap, times the weight of the role they had.
    case activity

    /// The hours of a working day, in seconds.
    private static let workingDay: Int64 = 8 * 3600
    private static let day: Int64 = 24 * 3600

    /// How much of an interval of so many seconds counts.
    func counted(_ seconds: Int64) -> Int64 {
        if seconds <= Self.day { return seconds }
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: Self.day)
        return self == .dispatch
            ? days * Self.workingDay + rest
            : Self.day + (days - 1) * Self.workingDay + min(rest, Self.workingDay)
    }
}
