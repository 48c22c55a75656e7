import Encodings

/// The days of a period of a rule whose periods are days or longer: of a day, a week, a month, a year.
///
/// Days are counted from 1970-01-01. A day is in when every part of the rule has it; what the rule does not say is taken
/// from the start, as section 3.3.10 has it.
struct RecurrenceDays: Sendable {
    private let rule: RecurrenceRule
    private let weekdays: Set<Int>
    private let monthDays: Set<Int>
    private let months: Set<Int>
    private let startDay: Int
    private let startMonth: Int

    /// - Parameter start: the day on which the series begins.
    init(_ rule: RecurrenceRule, start: Int) {
        self.rule = rule
        let date = GregorianCalendar.date(start)
        let saysNoDay =
            rule.days.isEmpty && rule.monthDays.isEmpty && rule.yearDays.isEmpty && rule.weekNumbers.isEmpty
        var weekdays = Set(rule.days.filter { $0.ordinal == nil }.map(\.weekday))
        var monthDays = Set(rule.monthDays)
        var months = Set(rule.months)
        switch rule.frequency {
        case .weekly where rule.days.isEmpty: weekdays = [Self.weekday(start)]
        case .monthly where saysNoDay: monthDays = [date.day]
        case .yearly where saysNoDay:
            monthDays = [date.day]
            if months.isEmpty { months = [date.month] }
        case .yearly where rule.days.isEmpty && rule.monthDays.isEmpty && rule.yearDays.isEmpty:
            weekdays = [Self.weekday(start)]
        default: break
        }
        self.weekdays = weekdays
        self.monthDays = monthDays
        self.months = months
        startDay = start
        startMonth = date.year * 12 + date.month - 1
    }

    /// 0 for Monday.
    static func weekday(_ day: Int) -> Int { modulo(day + 3, 7) }

    private static func modulo(_ value: Int, _ divisor: Int) -> Int {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }

    /// The days of a period, counted from that of the start: all that the period has, before the rule chooses.
    func span(ofPeriod period: Int) -> ClosedRange<Int> {
        let offset = period * rule.interval
        switch rule.frequency {
        case .weekly:
            let first = startDay - Self.modulo(Self.weekday(startDay) - rule.weekStart, 7) + offset * 7
            return first...first + 6
        case .monthly:
            let month = startMonth + offset
            return Self.month(month)
        case .yearly:
            let year = startMonth / 12 + offset
            return GregorianCalendar.days(year, 1, 1)...GregorianCalendar.days(year, 12, 31)
        default: return startDay + offset...startDay + offset
        }
    }

    /// A period that begins on or before a day, and not long before; 0 or later.
    func period(before day: Int) -> Int {
        let length: Int
        switch rule.frequency {
        case .weekly: length = 7 * rule.interval
        case .monthly: length = 31 * rule.interval
        case .yearly: length = 366 * rule.interval
        default: length = rule.interval
        }
        return max(0, (day - startDay) / length - 1)
    }

    /// The days of a period that the rule chooses, in order.
    func days(ofPeriod period: Int) -> [Int] {
        let span = span(ofPeriod: period)
        if !months.isEmpty, rule.frequency == .monthly,
            !months.contains(GregorianCalendar.date(span.lowerBound).month)
        {
            return []
        }
        return span.filter { contains($0, in: span) }
    }

    /// Whether the rule has a day; ordinals are not looked at.
    func admits(_ day: Int) -> Bool {
        guard !months.isEmpty || !monthDays.isEmpty || !rule.yearDays.isEmpty || !weekdays.isEmpty else { return true }
        return contains(day, in: day...day)
    }

    private func contains(_ day: Int, in span: ClosedRange<Int>) -> Bool {
        if !weekdays.isEmpty || !rule.days.isEmpty, !isNamed(day, in: span) { return false }
        let date = GregorianCalendar.date(day)
        if !months.isEmpty, !months.contains(date.month) { return false }
        if !monthDays.isEmpty {
            let length = Self.month(date.year * 12 + date.month - 1).count
            guard monthDays.contains(date.day) || monthDays.contains(date.day - length - 1) else { return false }
        }
        if !rule.yearDays.isEmpty {
            let first = GregorianCalendar.days(date.year, 1, 1)
            let length = GregorianCalendar.days(date.year + 1, 1, 1) - first
            let number = day - first + 1
            guard rule.yearDays.contains(number) || rule.yearDays.contains(number - length - 1) else { return false }
        }
        if !rule.weekNumbers.isEmpty {
            let week = week(of: day, year: date.year)
            guard rule.weekNumbers.contains(week.number) || rule.weekNumbers.contains(week.number - week.count - 1)
            else { return false }
        }
        return true
    }

    /// Whether BYDAY has a day: by its weekday, or as the nth of the year, or of the month.
    private func isNamed(_ day: Int, in span: ClosedRange<Int>) -> Bool {
        let weekday = Self.weekday(day)
        if weekdays.contains(weekday) { return true }
        let ordinals = rule.days.filter { $0.weekday == weekday }.compactMap(\.ordinal)
        guard !ordinals.isEmpty else { return false }
        let date = GregorianCalendar.date(day)
        let whole =
            rule.frequency == .yearly && rule.months.isEmpty ? span : Self.month(date.year * 12 + date.month - 1)
        return ordinals.contains((day - whole.lowerBound) / 7 + 1)
            || ordinals.contains(-((whole.upperBound - day) / 7 + 1))
    }

    /// The days of a month, counted from the first of the year 0.
    private static func month(_ month: Int) -> ClosedRange<Int> {
        let (year, number) = (month / 12, month % 12 + 1)
        let next = number == 12 ? (year + 1, 1) : (year, number + 1)
        return GregorianCalendar.days(year, number, 1)...GregorianCalendar.days(next.0, next.1, 1) - 1
    }

    /// The number of a day's week, and how many weeks its year has: week 1 is the first with four days in the year.
    private func week(of day: Int, year: Int) -> (number: Int, count: Int) {
        let first = firstWeek(year)
        if day < first {
            let before = firstWeek(year - 1)
            return ((day - before) / 7 + 1, (first - before) / 7)
        }
        let next = firstWeek(year + 1)
        if day >= next { return ((day - next) / 7 + 1, (firstWeek(year + 2) - next) / 7) }
        return ((day - first) / 7 + 1, (next - first) / 7)
    }

    private func firstWeek(_ year: Int) -> Int {
        let fourth = GregorianCalendar.days(year, 1, 4)
        return fourth - Self.modulo(Self.weekday(fourth) - rule.weekStart, 7)
    }
}
