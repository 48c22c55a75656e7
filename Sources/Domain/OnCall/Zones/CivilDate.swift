import Encodings

/// A date of the Gregorian calendar, also before it was introduced.
struct CivilDate: Sendable, Hashable {
    var year: Int
    /// 1…12.
    var month: Int
    /// 1…31.
    var day: Int

    /// Days since 1970-01-01.
    var number: Int { GregorianCalendar.days(year, month, day) }

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date of a day counted from 1970-01-01.
    init(number: Int) {
        (year, month, day) = GregorianCalendar.date(number)
    }

    /// Whether February has 29 days in a year.
    static func isLeap(_ year: Int) -> Bool {
        year.remainder(by: 4) == 0 && (year.remainder(by: 100) != 0 || year.remainder(by: 400) == 0)
    }

    /// The days of a month.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// The quotient rounded down, whatever the sign.
    func floored(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    /// What ``floored(by:)`` leaves: 0 to `divisor - 1`.
    func remainder(by divisor: Int) -> Int { self - floored(by: divisor) * divisor }
}
