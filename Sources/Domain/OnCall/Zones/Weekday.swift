/// A day of the week, as configuration names it.
public enum Weekday: String, Sendable, Hashable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday of a day counted from 1970-01-01, which was a Thursday.
    init(day: Int) { self = Self.allCases[(day + 3).remainder(by: 7)] }

    /// Whether it is a Saturday or a Sunday.
    var isWeekend: Bool { self == .saturday || self == .sunday }
}
