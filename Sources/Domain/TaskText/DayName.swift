import FoundationEssentials

/// A day as people name it: `today`, `tomorrow`, or a day of the week in English, whole or by its first three letters.
enum DayName {
    /// So many days from today.
    case inDays(Int)
    /// The next one, today included: 0 for Monday.
    case weekday(Int)

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// `nil` for what is no day's name; capitals and small letters are alike.
    init?(_ text: some StringProtocol) {
        let word = text.lowercased()
        if let days = ["today": 0, "tomorrow": 1][word] {
            self = .inDays(days)
        } else if let index = Self.weekdays.firstIndex(where: { $0 == word || $0.prefix(3) == word }) {
            self = .weekday(index)
        } else {
            return nil
        }
    }

    /// Its last second, UTC.
    func end(from now: Date) -> Date {
        let today = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
        let days =
            switch self {
            case .inDays(let days): days
            // 1 January 1970 was a Thursday.
            case .weekday(let weekday): (weekday - (today + 3) % 7 + 7) % 7
            }
        return Date(timeIntervalSince1970: Double(today + days + 1) * 86_400 - 1)
    }
}
