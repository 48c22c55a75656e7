import FoundationEssentials
import Testing

@testable import OnCall

@Suite struct RecurringHoursTests {
    private func hours(
        _ from: Int, _ until: Int, days: Set<Weekday> = Set(Weekday.allCases), ofMonth: Set<Int> = [],
        months: Set<Int> = []
    ) -> RecurringHours {
        RecurringHours(
            hours: DutyHours(days: days, from: from * 60, until: until * 60), daysOfMonth: ofMonth, months: months)
    }

    private func span(_ hours: RecurringHours, _ moment: String, _ zone: Zone) -> String? {
        hours.span(around: utc(moment), in: zone).map { "\($0.lowerBound.inUTC) \($0.upperBound.inUTC)" }
    }

    @Test func startBelongsToThemAndEndDoesNot() throws {
        let berlin = try Zone.berlin()
        let night = hours(120, 240)
        #expect(span(night, "2026-01-10T00:59:59", berlin) == nil)
        #expect(span(night, "2026-01-10T01:00", berlin) == "2026-01-10T01:00 2026-01-10T03:00")
        #expect(span(night, "2026-01-10T02:59:59", berlin) == "2026-01-10T01:00 2026-01-10T03:00")
        #expect(span(night, "2026-01-10T03:00", berlin) == nil)
        #expect(span(night, "2026-07-10T00:00", berlin) == "2026-07-10T00:00 2026-07-10T02:00")
    }

    @Test func hoursOverMidnightBelongToTheDayOnWhichTheyBegin() throws {
        let berlin = try Zone.berlin()
        let weekend = hours(22 * 60, 6 * 60, days: [.saturday])
        #expect(span(weekend, "2026-01-11T04:59", berlin) == "2026-01-10T21:00 2026-01-11T05:00")
        #expect(span(weekend, "2026-01-10T04:59", berlin) == nil)
        let whole = hours(0, 1440, days: [.saturday])
        #expect(span(whole, "2026-03-28T23:30", berlin) == nil)
        // The Sunday on which clocks leap has 23 hours, the other one 25.
        let sunday = hours(0, 1440, days: [.sunday])
        #expect(span(sunday, "2026-03-29T12:00", berlin) == "2026-03-28T23:00 2026-03-29T22:00")
        #expect(span(sunday, "2026-10-25T12:00", berlin) == "2026-10-24T22:00 2026-10-25T23:00")
    }

    @Test func hoursThatClocksLeapOverDoNotCome() throws {
        let berlin = try Zone.berlin()
        for minute in stride(from: 0, to: 1440, by: 5) {
            let moment = utc("2026-03-28T12:00").addingTimeInterval(Double(minute) * 60)
            #expect(hours(120, 180).span(around: moment, in: berlin) == nil)
            #expect(hours(150, 210).span(around: moment, in: berlin) == nil)
        }
        #expect(span(hours(90, 210), "2026-03-29T00:45", berlin) == "2026-03-29T00:30 2026-03-29T01:30")
    }

    @Test func hoursThatClocksShowTwiceComeOnce() throws {
        let berlin = try Zone.berlin()
        // From the first 02:00 to 03:00, which is shown once: both of the doubled hours.
        #expect(span(hours(120, 180), "2026-10-25T00:00", berlin) == "2026-10-25T00:00 2026-10-25T02:00")
        #expect(span(hours(120, 180), "2026-10-25T01:59", berlin) == "2026-10-25T00:00 2026-10-25T02:00")
        // Until the first 02:30.
        #expect(span(hours(60, 150), "2026-10-25T00:29", berlin) == "2026-10-24T23:00 2026-10-25T00:30")
        #expect(span(hours(60, 150), "2026-10-25T01:29", berlin) == nil)
    }

    @Test func daysOfTheMonthAreCountedFromBothEnds() throws {
        let zone = Zone.utc
        let last = hours(0, 60, ofMonth: [-1])
        #expect(span(last, "2028-02-29T00:30", zone) != nil)
        #expect(span(last, "2028-02-28T00:30", zone) == nil)
        #expect(span(last, "2026-02-28T00:30", zone) != nil)
        #expect(span(last, "2026-12-31T00:30", zone) != nil)
        let secondTuesday = hours(0, 60, days: [.tuesday], ofMonth: Set(8...14))
        let found = (1...30).filter { day in
            secondTuesday.span(
                around: utc("2026-12-01T00:30").addingTimeInterval(Double(day - 1) * 86_400), in: zone) != nil
        }
        #expect(found == [8])
        let summer = hours(0, 60, ofMonth: [1], months: [7])
        #expect(span(summer, "2026-07-01T00:30", zone) != nil)
        #expect(span(summer, "2026-08-01T00:30", zone) == nil)
    }

    /// Against a model that looks at the wall each minute, far from the nights in which clocks are turned.
    @Test func holdsAgainstTheWall() throws {
        let berlin = try Zone.berlin()
        let weekdays = hours(9 * 60, 17 * 60 + 30, days: [.monday, .wednesday])
        let start = utc("2026-06-01T00:00")
        for minute in 0..<7 * 1440 {
            let moment = start.addingTimeInterval(Double(minute) * 60)
            let wall = berlin.wallTime(at: moment)
            let expected =
                [Weekday.monday, .wednesday].contains(wall.weekday)
                && (9 * 3600..<17 * 3600 + 1800).contains(wall.secondOfDay)
            if (weekdays.span(around: moment, in: berlin) != nil) != expected { Issue.record("\(wall)") }
        }
    }
}
