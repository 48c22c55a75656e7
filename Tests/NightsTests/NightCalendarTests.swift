import Encodings
import Forecast
import FoundationEssentials
import OnCall
import Testing
import ZoneFiles

@testable import Nights

@Suite struct NightCalendarTests {
    private let berlin: NightCalendar

    init() throws {
        let zones = try ZoneFiles().database(of: ["Europe/Berlin"])
        berlin = NightCalendar(try #require(zones.zone(named: "Europe/Berlin")))
    }

    private func day(_ text: String) throws -> Day { try #require(Day(text)) }
    private func time(_ text: String) throws -> Date { try #require(RFC3339.date(from: text)) }

    @Test func daysBeginWhereTheOrganisationIs() throws {
        #expect(berlin.day(of: try time("2026-11-28T22:59:59Z")) == (try day("2026-11-28")))
        #expect(berlin.day(of: try time("2026-11-28T23:00:00Z")) == (try day("2026-11-29")))
        #expect(berlin.start(of: try day("2026-11-29")) == (try time("2026-11-28T23:00:00Z")))
        #expect(NightCalendar(.utc).day(of: Date(timeIntervalSince1970: -1)).text == "1969-12-31")
    }

    /// Each day ends where the next one begins, on the days of the change as well, which have 23 and 25 hours.
    @Test func daysHaveNeitherGapsNorOverlaps() throws {
        var lengths: [Double: Int] = [:]
        let first = try day("2026-01-01")
        for offset in 0..<365 {
            let span = berlin.span(of: first.next(offset))
            #expect(berlin.day(of: span.lowerBound) == first.next(offset))
            #expect(berlin.day(of: span.upperBound) == first.next(offset + 1))
            lengths[span.upperBound.timeIntervalSince(span.lowerBound) / 3600, default: 0] += 1
        }
        #expect(lengths == [23: 1, 24: 363, 25: 1])
    }

    @Test func workBeginsAtHalfPastFourOnTheWall() throws {
        #expect(berlin.work(of: try day("2026-11-28")) == (try time("2026-11-29T03:30:00Z")))
        #expect(berlin.work(of: try day("2026-07-28")) == (try time("2026-07-29T02:30:00Z")))
        #expect(berlin.nextWork(after: try time("2026-11-29T03:29:59Z")) == (try time("2026-11-29T03:30:00Z")))
        #expect(berlin.nextWork(after: try time("2026-11-29T03:30:00Z")) == (try time("2026-11-30T03:30:00Z")))
        #expect(berlin.nextWork(after: try time("2026-11-28T23:30:00Z")) == (try time("2026-11-29T03:30:00Z")))
    }

    private func whole(_ text: String) throws -> NightRecord {
        NightRecord(day: try day(text), steps: StepName.allCases.map { NightStep($0, .done) })
    }

    private func failed(_ text: String) throws -> NightRecord {
        NightRecord(day: try day(text), steps: [NightStep(.costs, .failed)])
    }

    @Test func aNightIsOverdueSixHoursAfterItWasDue() throws {
        let nights = [try whole("2026-11-20"), try failed("2026-11-22")]
        let missing = try ["2026-11-21", "2026-11-22"].map(day)
        #expect(berlin.overdue(nights, at: try time("2026-11-24T09:30:00Z")) == missing)
        #expect(berlin.overdue(nights, at: try time("2026-11-24T09:30:01Z")) == missing + [try day("2026-11-23")])
        #expect(berlin.overdue(nights, at: try time("2027-03-01T12:00:00Z")).count == 14)
        #expect(berlin.overdue([], at: try time("2026-11-24T09:30:01Z")).isEmpty, "nobody has begun with it")
    }

    @Test func aNightIsDueUntilItIsWhole() throws {
        let nights = [try whole("2026-11-22"), try failed("2026-11-23")]
        #expect(!berlin.isDue(nights, at: try time("2026-11-24T03:29:59Z")))
        #expect(berlin.isDue(nights, at: try time("2026-11-24T03:30:00Z")))
        #expect(berlin.isDue([], at: try time("2026-11-24T01:00:00Z")))
        // Somebody ran the last day's before its time: the one before it, which never was, is not asked for.
        #expect(!berlin.isDue([try whole("2026-11-23")], at: try time("2026-11-24T01:00:00Z")))
        #expect(berlin.isDue([try failed("2026-11-23")], at: try time("2026-11-24T01:00:00Z")))
    }

    @Test func whatWasMissedSinceTheLastWholeNightIsMadeUpFor() throws {
        let (monday, friday) = (try day("2026-11-23"), try day("2026-11-27"))
        #expect(berlin.missed([], before: monday).isEmpty)
        #expect(berlin.missed([try whole("2026-11-22")], before: monday).isEmpty)
        let nights = [try whole("2026-11-22"), try failed("2026-11-24")]
        #expect(
            berlin.missed(nights, before: friday).map(\.text) == [
                "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26",
            ])
        #expect(berlin.missed([try whole("2025-11-22")], before: friday).count == 31)
        #expect(berlin.missed([try failed("2026-11-26")], before: friday).map(\.text) == ["2026-11-26"])
    }
}
