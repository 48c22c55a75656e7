/// A month, week or day of the calendar.
struct Period: Sendable, Hashable, Comparable {
    let frequency: Frequency
    /// Months since the year 0, weeks since the one with 1970-01-01, days since then.
    let number: Int

    init(frequency: Frequency, number: Int) {
        self.frequency = frequency
        self.number = number
    }

    init(_ frequency: Frequency, of day: Day) {
        self.frequency = frequency
        switch frequency {
        case .month:
            let parts = day.text.split(separator: "-").compactMap { Int($0) }
            number = parts[0] * 12 + parts[1] - 1
        case .week: number = (day.number - day.weekday + 3) / 7
        case .day: number = day.number
        }
    }

    var first: Day {
        switch frequency {
        case .month: Self.firstOfMonth(number)
        case .week: Day(number: number * 7 - 3)
        case .day: Day(number: number)
        }
    }

    var last: Day { Day(number: next(1).first.number - 1) }

    var days: Int { last.number - first.number + 1 }

    func next(_ count: Int) -> Period { Period(frequency: frequency, number: number + count) }

    /// `2026-11` for a month, the first day for others.
    var text: String { frequency == .month ? String(first.text.prefix(7)) : first.text }

    static func < (left: Period, right: Period) -> Bool { left.number < right.number }

    private static func firstOfMonth(_ number: Int) -> Day {
        let (year, month) = (String(number / 12), String(number % 12 + 1))
        let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
        return Day("\(padded)-\(month.count < 2 ? "0" : "")\(month)-01") ?? Day(number: 0)
    }
}
