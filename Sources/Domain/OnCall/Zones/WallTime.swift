/// What calendar and clock on a wall show, without saying in which zone.
///
/// Wall times of one zone are added and compared as if every day had 24 hours; ``Zone/instant(of:)`` alone says when the
/// clock really shows one.
public struct WallTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00 on the wall.
    public var seconds: Int

    /// - Parameter seconds: since 1970-01-01T00:00 on the wall.
    public init(seconds: Int) { self.seconds = seconds }

    /// Midnight of a day counted from 1970-01-01, and seconds after it.
    init(day: Int, second: Int = 0) { seconds = day * WallTime.secondsPerDay + second }

    /// Reads `2026-07-04T09:45` or `2026-07-04T09:45:30`, a space for the `T`; `nil` for anything else, and for a date that
    /// no calendar has.
    public init?(_ text: String) {
        guard
            let match = text.wholeMatch(
                of: /([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?/),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), let hour = Int(match.4),
            let minute = Int(match.5), let second = Int(match.6 ?? "0"), (1...12).contains(month),
            (1...CivilDate.days(inMonth: month, of: year)).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        self.init(
            day: CivilDate(year: year, month: month, day: day).number, second: hour * 3600 + minute * 60 + second)
    }

    static let secondsPerDay = 86_400

    /// The day, counted from 1970-01-01.
    var day: Int { seconds.floored(by: Self.secondsPerDay) }
    /// Seconds since the wall's midnight.
    var secondOfDay: Int { seconds.remainder(by: Self.secondsPerDay) }
    /// The day of the week.
    public var weekday: Weekday { Weekday(day: day) }

    /// Whether a wall that is never turned back shows one before the other.
    public static func < (left: WallTime, right: WallTime) -> Bool { left.seconds < right.seconds }

    /// `2026-07-04T09:45`, with seconds when there are any.
    public var description: String {
        let date = CivilDate(number: day)
        let time = [secondOfDay / 3600, secondOfDay / 60 % 60] + (secondOfDay % 60 == 0 ? [] : [secondOfDay % 60])
        return [Self.padded(date.year, 4), Self.padded(date.month), Self.padded(date.day)].joined(separator: "-") + "T"
            + time.map { Self.padded($0) }.joined(separator: ":")
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
