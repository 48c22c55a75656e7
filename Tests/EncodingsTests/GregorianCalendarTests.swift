import Encodings
import Testing

@Suite struct GregorianCalendarTests {
    /// Dates around leap days, ends of centuries and year 0, by Python's `datetime` and Hinnant's table.
    @Test(
        arguments: [
            (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (11_017, 2000, 3, 1), (-25_509, 1900, 2, 28),
            (-25_508, 1900, 3, 1), (-719_468, 0, 3, 1), (-719_469, 0, 2, 29), (-719_528, 0, 1, 1),
            (-719_529, -1, 12, 31), (2_932_896, 9999, 12, 31), (-865_565, -400, 3, 1),
        ])
    func daysAndDatesAreOneAnother(_ days: Int, _ year: Int, _ month: Int, _ day: Int) {
        #expect(GregorianCalendar.days(year, month, day) == days)
        let date = GregorianCalendar.date(days)
        #expect((date.year, date.month, date.day) == (year, month, day))
    }

    @Test func aDayBeyondTheMonthIsOneOfTheNext() {
        #expect(GregorianCalendar.days(2026, 2, 30) == GregorianCalendar.days(2026, 3, 2))
    }

    /// 400 years in steps of a day: each date follows the one before.
    @Test func everyDayFollowsTheOneBefore() {
        var last = GregorianCalendar.date(-141_428)
        for days in -141_427...5000 {
            let date = GregorianCalendar.date(days)
            let isNext =
                date == (last.year, last.month, last.day + 1)
                || (date.day == 1 && date.month == last.month % 12 + 1
                    && date.year == last.year + (last.month == 12 ? 1 : 0))
            #expect(isNext, "\(last) and \(date)")
            last = date
        }
    }
}
