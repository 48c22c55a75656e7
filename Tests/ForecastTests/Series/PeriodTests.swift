import Testing

@testable import Forecast

@Suite struct PeriodTests {
    private func period(_ frequency: Frequency, _ day: String) throws -> Period {
        Period(frequency, of: try #require(Day(day)))
    }

    @Test func monthsHaveTheirDays() throws {
        let february = try period(.month, "2028-02-17")
        #expect((february.first.text, february.last.text, february.days) == ("2028-02-01", "2028-02-29", 29))
        #expect(february.next(11).text == "2029-01")
        #expect(february.next(-2).first.text == "2027-12-01")
    }

    @Test(arguments: ["2026-11-23", "2026-11-26", "2026-11-29"])
    func weeksAreFromMondayToSunday(day: String) throws {
        let week = try period(.week, day)
        #expect((week.first.text, week.last.text) == ("2026-11-23", "2026-11-29"))
    }

    @Test func weeksBefore1970AreWeeks() throws {
        let week = try period(.week, "1969-12-31")
        #expect((week.first.text, week.last.text) == ("1969-12-29", "1970-01-04"))
        #expect(try period(.week, "1969-12-28").first.text == "1969-12-22")
    }

    @Test func noDateIsNoDay() {
        for text in ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "", "2026-01-01T"] {
            #expect(Day(text) == nil, "\(text)")
        }
    }

    @Test func aMonthHasWhatItsDaysHave() throws {
        let start = try #require(Day("2026-01-01"))
        let plain = Series(name: "s", frequency: .month, start: start, values: [1, 2])
        #expect(isNear(plain.exposure(of: try period(.month, "2026-02-01")), 28 / 30.436_875, within: 1e-12))
        // All happens on Mondays, of which March 2026 has five and February four.
        let mondays = Series(
            name: "s", kind: .counts, start: try period(.month, "2026-01-01"), values: [4], unfinished: nil,
            weekdays: [7, 0, 0, 0, 0, 0, 0])
        let (february, march) = (
            mondays.exposure(of: try period(.month, "2026-02-01")),
            mondays.exposure(of: try period(.month, "2026-03-01"))
        )
        #expect(isNear(march / february, 5.0 / 4, within: 1e-12))
    }
}
