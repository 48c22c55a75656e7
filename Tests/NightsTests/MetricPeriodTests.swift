import Forecast
import Testing

@testable import Nights

@Suite struct MetricPeriodTests {
    /// Every period begins where the one before ends, and every day belongs to the one that it lies in.
    @Test(arguments: MetricPeriod.allCases) func periodsFollowEachOther(_ period: MetricPeriod) throws {
        let first = try #require(Day("2023-12-25"))
        for offset in 0..<1200 {
            let day = first.next(offset)
            let start = period.start(of: day)
            #expect(start <= day && day < period.next(after: day))
            #expect(period.start(of: start) == start)
            #expect(period.start(of: period.next(after: day)) == period.next(after: day))
        }
    }

    @Test func weeksBeginOnMondaysAndMonthsOnTheFirst() throws {
        let day = try #require(Day("2026-11-29"))
        #expect(MetricPeriod.week.start(of: day).text == "2026-11-23")
        #expect(MetricPeriod.week.next(after: day).text == "2026-11-30")
        #expect(MetricPeriod.month.start(of: day).text == "2026-11-01")
        #expect(MetricPeriod.month.next(after: day).text == "2026-12-01")
        #expect(day.monthStart(after: 2).text == "2027-01-01")
        #expect(day.monthStart(after: -11).text == "2025-12-01")
    }
}
