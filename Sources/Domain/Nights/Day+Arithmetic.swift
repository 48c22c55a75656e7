import Encodings
public import Forecast

extension Day {
    /// The day so many days later.
    public func next(_ days: Int = 1) -> Day { Day(number: number + days) }

    /// The first day of its month.
    public var monthStart: Day {
        let date = GregorianCalendar.date(number)
        return Day(number: GregorianCalendar.days(date.year, date.month, 1))
    }

    /// The first day of the month so many months later.
    public func monthStart(after months: Int) -> Day {
        let date = GregorianCalendar.date(number)
        let month = date.year * 12 + date.month - 1 + months
        return Day(number: GregorianCalendar.days(month / 12, month % 12 + 1, 1))
    }

    /// The Monday of its week.
    public var weekStart: Day { Day(number: number - ((number + 3) % 7 + 7) % 7) }

    /// `2026-11`.
    public var month: String { String(text.prefix(7)) }
}
