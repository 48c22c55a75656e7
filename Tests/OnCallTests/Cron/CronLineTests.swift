import FoundationEssentials
import Testing

@testable import OnCall

@Suite struct CronLineTests {
    /// The zones of the goldens, by the rules that they have since 2012.
    private static func zone(_ name: String) throws -> Zone {
        switch name {
        case "UTC": .utc
        case "Europe/Berlin": try .berlin()
        case "America/New_York": try Zone(tzif: TZif(initial: -18_000, footer: "EST5EDT,M3.2.0,M11.1.0").bytes)
        case "America/Havana": try Zone(tzif: TZif(initial: -18_000, footer: "CST5CDT,M3.2.0/0,M11.1.0/1").bytes)
        default:
            try Zone(
                tzif: TZif(initial: 37_800, footer: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").bytes)
        }
    }

    @Test(arguments: CronGoldens.all.indices) func comesWhenCronsimSays(_ index: Int) throws {
        let golden = CronGoldens.all[index]
        let zone = try Self.zone(golden.zone)
        let line = try CronLine(golden.line)
        var time = utc(golden.after)
        for expected in golden.times {
            time = try #require(line.next(after: time, in: zone))
            #expect(time == utc(expected), "\(golden.line) in \(golden.zone) is \(time.inUTC), not \(expected)")
        }
    }

    /// The missing hour comes late, and once; the doubled one once for a fixed hour and twice for a recurring one.
    @Test func clocksThatAreTurned() throws {
        let berlin = try Zone.berlin()
        let nightly = try CronLine("30 2 * * *")
        #expect(nightly.next(after: utc("2026-03-28T12:00"), in: berlin)?.inUTC == "2026-03-29T01:00")
        #expect(nightly.next(after: utc("2026-10-25T00:30"), in: berlin)?.inUTC == "2026-10-26T01:30")
        let often = try CronLine("0 */2 * * *")
        #expect(often.next(after: utc("2026-03-28T23:00"), in: berlin)?.inUTC == "2026-03-29T02:00")
        #expect(often.next(after: utc("2026-10-25T00:00"), in: berlin)?.inUTC == "2026-10-25T01:00")
    }

    @Test(arguments: [
        ("* * * *", "five fields"), ("60 * * * *", "the minute has numbers from 0 to 59"),
        ("59/15 * * * *", "59-59/15 to another"), ("0 9 */2 * 1", "write one of them as *"),
        ("0 0 31 2 *", "no month of 2 has a day 31"), ("0 0 0 * *", "the day of the month"),
        ("0 0 * * 8", "the day of the week"), ("5-1 * * * *", "the minute"), ("*/0 * * * *", "the minute"),
        (", * * * *", "the minute"), ("0 0 * * MON#1", "the day of the week"), ("0 0 L * *", "the day of the month"),
        ("1/2/3 * * * *", "the minute"), ("+1 * * * *", "the minute"),
    ]) func isRefusedWithASentence(_ text: String, _ words: String) {
        do {
            let line = try CronLine(text)
            Issue.record("\(line) was taken")
        } catch {
            #expect(error.description.contains(words), "\(error)")
        }
    }
}
