import FoundationEssentials
import Testing

@testable import OnCall

/// Hours of the week, exact where clocks are changed. All instants are in UTC.
@Suite struct HoursTests {
    private static let office = [
        DutyHours(days: [.monday, .tuesday, .wednesday, .thursday, .friday], from: 9 * 3600, until: 17 * 3600)
    ]
    private static let night = [DutyHours(from: 22 * 3600, until: 7 * 3600)]
    private static let lateNight = [DutyHours(from: 2 * 3600 + 1800, until: 6 * 3600)]

    struct Row: Sendable {
        var spans: [DutyHours]
        var at: String
        var isWithin: Bool
        var end: String
    }

    @Test(arguments: [
        // A Monday of winter: 09:00 in Berlin is 08:00Z.
        Row(spans: office, at: "2026-01-05T07:59:59", isWithin: false, end: "2026-01-05T07:59:59"),
        Row(spans: office, at: "2026-01-05T08:00", isWithin: true, end: "2026-01-05T16:00"),
        Row(spans: office, at: "2026-01-05T15:59:59", isWithin: true, end: "2026-01-05T16:00"),
        Row(spans: office, at: "2026-01-05T16:00", isWithin: false, end: "2026-01-05T16:00"),
        Row(spans: office, at: "2026-01-10T10:00", isWithin: false, end: "2026-01-10T10:00"),
        // The Monday after the change of March: an hour earlier in UTC.
        Row(spans: office, at: "2026-03-30T07:00", isWithin: true, end: "2026-03-30T15:00"),
        // Nights belong to the day on which they begin, and end on the next.
        Row(spans: night, at: "2026-01-05T05:59", isWithin: true, end: "2026-01-05T06:00"),
        Row(spans: night, at: "2026-01-05T21:00", isWithin: true, end: "2026-01-06T06:00"),
        // The night of March is an hour shorter, the one of October an hour longer.
        Row(spans: night, at: "2026-03-28T21:00", isWithin: true, end: "2026-03-29T05:00"),
        Row(spans: night, at: "2026-10-24T20:00", isWithin: true, end: "2026-10-25T06:00"),
        // 02:30 does not exist: it is what clocks then call 03:30.
        Row(spans: lateNight, at: "2026-03-29T01:00", isWithin: false, end: "2026-03-29T01:00"),
        Row(spans: lateNight, at: "2026-03-29T01:30", isWithin: true, end: "2026-03-29T04:00"),
        // 02:30 exists twice: the first one counts.
        Row(spans: lateNight, at: "2026-10-25T00:29:59", isWithin: false, end: "2026-10-25T00:29:59"),
        Row(spans: lateNight, at: "2026-10-25T00:30", isWithin: true, end: "2026-10-25T05:00"),
        // Spans that meet are one.
        Row(
            spans: night + [DutyHours(from: 7 * 3600, until: 9 * 3600)], at: "2026-01-05T21:00", isWithin: true,
            end: "2026-01-06T08:00"),
    ]) func areExact(_ row: Row) throws {
        let zone = try Zone.berlin()
        let hours = Hours(name: "h", timezone: "Europe/Berlin", spans: row.spans)
        #expect(hours.contain(utc(row.at), in: zone) == row.isWithin)
        #expect(hours.end(from: utc(row.at), in: zone)?.inUTC == row.end)
    }

    @Test func hoursThatCoverTheWeekNeverEnd() throws {
        let always = Hours(name: "h", timezone: "Europe/Berlin", spans: [DutyHours(from: 0, until: 86_400)])
        #expect(try always.end(from: utc("2026-03-28T12:00"), in: .berlin()) == nil)
        let almost = Hours(name: "h", timezone: "UTC", spans: [DutyHours(from: 3600, until: 0)])
        #expect(almost.end(from: utc("2026-03-28T12:00"), in: .utc)?.inUTC == "2026-03-29T00:00")
    }
}
