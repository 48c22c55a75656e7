import FoundationEssentials
import Testing

@testable import OnCall

@Suite struct ZoneTests {
    @Test func footerHoldsForAllTime() throws {
        let berlin = try Zone.berlin()
        #expect(berlin.offset(at: utc("2026-01-01T00:00")) == 3600)
        #expect(berlin.offset(at: utc("2026-03-29T00:59:59")) == 3600)
        #expect(berlin.offset(at: utc("2026-03-29T01:00")) == 7200)
        #expect(berlin.offset(at: utc("2026-10-25T00:59:59")) == 7200)
        #expect(berlin.offset(at: utc("2026-10-25T01:00")) == 3600)
        #expect(berlin.offset(at: utc("2399-07-01T00:00")) == 7200)
    }

    @Test func aTimeThatClocksLeapOverCountsWithTheOffsetBefore() throws {
        let berlin = try Zone.berlin()
        #expect(berlin.instant(of: wall("2026-03-29T01:59")).inUTC == "2026-03-29T00:59")
        #expect(berlin.instant(of: wall("2026-03-29T02:00")).inUTC == "2026-03-29T01:00")
        #expect(berlin.instant(of: wall("2026-03-29T02:30")).inUTC == "2026-03-29T01:30")
        #expect(berlin.instant(of: wall("2026-03-29T03:00")).inUTC == "2026-03-29T01:00")
    }

    @Test func ofATimeThatClocksShowTwiceTheFirstCounts() throws {
        let berlin = try Zone.berlin()
        #expect(berlin.instant(of: wall("2026-10-25T02:00")).inUTC == "2026-10-25T00:00")
        #expect(berlin.instant(of: wall("2026-10-25T02:30")).inUTC == "2026-10-25T00:30")
        #expect(berlin.instant(of: wall("2026-10-25T03:00")).inUTC == "2026-10-25T02:00")
    }

    @Test func aDayMayBeMissingAtTheDateLine() throws {
        // Apia left out 2011-12-30.
        let apia = try Zone(
            tzif: TZif(initial: -36_000, changes: [(1_325_239_200, 50_400)], footer: "<+14>-14").bytes)
        #expect(apia.instant(of: wall("2011-12-29T23:59")).inUTC == "2011-12-30T09:59")
        #expect(apia.instant(of: wall("2011-12-30T12:00")).inUTC == "2011-12-30T22:00")
        #expect(apia.instant(of: wall("2011-12-31T00:00")).inUTC == "2011-12-30T10:00")
        #expect(apia.wallTime(at: utc("2011-12-30T10:00")).description == "2011-12-31T00:00")
    }

    @Test(
        arguments: [
            ("EST5EDT,M3.2.0,M11.1.0", "2026-07-01T00:00", -14_400),
            ("EST5EDT,M3.2.0,M11.1.0", "2026-12-01T00:00", -18_000),
            // Negative daylight time, as in Dublin.
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00", 3600),
            ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-01T00:00", 0),
            // Hours beyond a day, as in Gaza and Nuuk, and before midnight.
            ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59", 7200),
            ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00", 10_800),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59", -7200),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00", -3600),
            // Half an hour in the south, as on Lord Howe Island.
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-01T00:00", 39_600),
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-07-01T00:00", 37_800),
            // Days by number: J60 is March 1 in every year, 59 is February 29 in a leap year.
            ("AAA0BBB,J60/0,J300/0", "2028-02-29T23:59", 0), ("AAA0BBB,J60/0,J300/0", "2028-03-01T00:00", 3600),
            ("AAA0BBB,59/0,300/0", "2028-02-29T00:00", 3600), ("AAA0BBB,59/0,300/0", "2027-02-28T23:59", 0),
            // Daylight time all year (RFC 8536, section 3.3.1).
            ("XXX3EDT4,0/0,J365/23", "2026-01-01T03:00", -14_400),
            ("XXX3EDT4,0/0,J365/23", "2026-12-31T23:59", -14_400),
        ])
    func rules(_ footer: String, _ instant: String, _ offset: Int) throws {
        let zone = try Zone(tzif: TZif(footer: footer).bytes)
        #expect(zone.offset(at: utc(instant)) == offset)
    }

    @Test func listedChangesComeBeforeTheRule() throws {
        let zone = try Zone(
            tzif: TZif(
                initial: 100, changes: [(-1000, 3600), (1_700_000_000, 7200)], footer: "EET-2EEST,M3.5.0/3,M10.5.0/4"
            ).bytes)
        #expect(zone.offset(at: Date(timeIntervalSince1970: -1001)) == 100)
        #expect(zone.offset(at: Date(timeIntervalSince1970: -1000)) == 3600)
        #expect(zone.offset(at: Date(timeIntervalSince1970: 1_699_999_999.9)) == 3600)
        #expect(zone.offset(at: Date(timeIntervalSince1970: 1_700_000_000)) == 7200)
        #expect(zone.offset(at: utc("2026-07-01T00:00")) == 10_800)
    }

    @Test func firstVersionHasTimesOf32BitsAndNoFooter() throws {
        let zone = try Zone(tzif: TZif(version: 0, initial: -60, changes: [(-5, 3600), (1_000_000, 7200)]).bytes)
        #expect(zone.offset(at: Date(timeIntervalSince1970: -6)) == -60)
        #expect(zone.offset(at: Date(timeIntervalSince1970: -5)) == 3600)
        #expect(zone.offset(at: utc("2300-01-01T00:00")) == 7200)
    }

    @Test func refusesWhatCannotBeUsed() {
        let whole = TZif(changes: [(1, 3600)], footer: "CET-1").bytes
        for length in [0, 4, 43, 60, whole.count - 7, whole.count - 1] {
            #expect(throws: ZoneDataError.self) { try Zone(tzif: Array(whole.prefix(length))) }
        }
        for faulty in [
            TZif(changes: [(5, 0), (5, 60)]), TZif(initial: 93_600), TZif(leapSeconds: 1),
            TZif(version: UInt8(ascii: "1")), TZif(footer: "CET-1CEST"), TZif(footer: "CET-25"),
            TZif(footer: "CET-1CEST,M13.1.0,M10.5.0"), TZif(footer: "CET-1CEST,M3.5.0,M10.5.0/168"),
            TZif(footer: "C-1"),
            TZif(footer: "CET-1 "),
        ] {
            #expect(throws: ZoneDataError.self) { try Zone(tzif: faulty.bytes) }
        }
    }

    @Test func datesAreThoseOfTheCalendar() {
        #expect(CivilDate(number: 0) == CivilDate(year: 1970, month: 1, day: 1))
        #expect(CivilDate(year: 2028, month: 2, day: 29).number - CivilDate(year: 2028, month: 3, day: 1).number == -1)
        #expect(CivilDate(year: 2100, month: 2, day: 28).number - CivilDate(year: 2100, month: 3, day: 1).number == -1)
        for number in stride(from: -800_000, to: 800_000, by: 137) {
            #expect(CivilDate(number: number).number == number)
        }
        #expect(wall("2026-11-28T00:00").weekday == .saturday)
        for text in ["2026-02-29T00:00", "2026-13-01T00:00", "2026-01-01T24:00", "2026-1-01T00:00", "2026-01-01"] {
            #expect(WallTime(text) == nil)
        }
    }
}
