import Encodings
public import FoundationEssentials

/// A day of the calendar.
public struct Day: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let number: Int

    /// - Parameter number: days since 1970-01-01, of the years 1 to 9999.
    public init(number: Int) {
        self.number = number
    }

    /// The day of a date such as `2026-11-30`; `nil` when it is none.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 10, let midnight = RFC3339.date(from: "\(text)T00:00:00Z") else { return nil }
        number = Int(midnight.timeIntervalSince1970) / 86_400
    }

    /// The day in UTC of a moment.
    public init(of moment: Date) {
        number = Int((moment.timeIntervalSince1970 / 86_400).rounded(.down))
    }

    /// `2026-11-30`.
    public var text: String {
        String(RFC3339.string(from: Date(timeIntervalSince1970: Double(number) * 86_400)).prefix(10))
    }

    /// 0 for Monday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    /// Whether a day is before another.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}
