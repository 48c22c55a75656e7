import Encodings

/// An instant taken apart in the Gregorian calendar, in UTC.
struct JSONataCalendar {
    let year: Int
    /// From 1.
    let month: Int
    /// From 1.
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int
    let millisecond: Int
    /// Days since 1970-01-01.
    let days: Int

    /// The instants that JavaScript's dates have (ECMA-262 section 21.4.1.1).
    static let range = -8_640_000_000_000_000.0...8_640_000_000_000_000.0

    init(milliseconds: Int) {
        days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let rest = milliseconds - days * 86_400_000
        (year, month, day) = GregorianCalendar.date(days)
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
    }

    /// The day of the week; 1 is Monday, 7 Sunday.
    var weekday: Int { Self.weekday(days) }

    var dayOfYear: Int { days - Self.days(year, 1, 1) + 1 }

    static func weekday(_ days: Int) -> Int { ((days + 3) % 7 + 7) % 7 + 1 }

    /// Days since 1970-01-01. Months may be out of their range.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let months = year * 12 + month - 1
        let monthOfYear = ((months % 12) + 12) % 12
        return GregorianCalendar.days((months - monthOfYear) / 12, monthOfYear + 1, day)
    }

    // MARK: - Weeks

    /// The Monday of the first week of a month: the one with the month's first Thursday (XPath and XQuery Functions 3.1
    /// section 9.8.4.4).
    private static func firstWeek(_ year: Int, _ month: Int) -> Int {
        let first = days(year, month, 1)
        let weekday = weekday(first)
        return weekday > 4 ? first + 8 - weekday : first - (weekday - 1)
    }

    var weekOfYear: Int {
        let week = (days - Self.firstWeek(year, 1)).week
        if week > 52, days >= Self.firstWeek(year + 1, 1) { return 1 }
        return week < 1 ? (days - Self.firstWeek(year - 1, 1)).week : week
    }

    var weekOfMonth: Int {
        let week = (days - Self.firstWeek(year, month)).week
        if week > 4, days >= Self.firstWeek(year, month + 1) { return 1 }
        return week < 1 ? (days - Self.firstWeek(year, month - 1)).week : week
    }

    /// The year that the week belongs to.
    var yearOfWeek: Int {
        if days < Self.firstWeek(year, 1) { return year - 1 }
        return days >= Self.firstWeek(year + 1, 1) ? year + 1 : year
    }

    /// The month that the week belongs to.
    var monthOfWeek: Int {
        if days < Self.firstWeek(year, month) { return month == 1 ? 12 : month - 1 }
        return days >= Self.firstWeek(year, month + 1) ? month % 12 + 1 : month
    }
}

extension Int {
    /// The number of the week so many days after the first one's Monday.
    fileprivate var week: Int { (self >= 0 ? self : self - 6) / 7 + 1 }
}
