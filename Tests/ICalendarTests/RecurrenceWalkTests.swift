import OnCall
import Testing

@testable import ICalendar

@Suite struct RecurrenceWalkTests {
    /// The first instances of a rule, as wall times.
    static func walls(
        _ text: String, from start: String, count: Int, days: Int = 36_600, piece: Int = 366, isDate: Bool = false
    ) throws -> [Int] {
        let line = try #require(try ContentLineReader.lines(of: Array("RRULE:\(text)".utf8)).first)
        let rule = try RecurrenceRuleReader.read(line)
        let read = try #require(CalendarTime.read(start[...]))
        let walk = try RecurrenceWalk(rule, from: read.wall, isDate: isDate)
        var found: [Int] = []
        // Asked in pieces, as readers of a calendar do.
        for offset in stride(from: 0, to: days, by: piece) where found.count < count {
            let begin = read.wall.seconds + offset * 86_400
            found += try walk.walls(in: begin..<begin + min(piece, days - offset) * 86_400) { wall in
                rule.until.map { wall <= $0.wall } ?? true
            }
        }
        return Array(found.prefix(count))
    }

    @Test(arguments: StandardExample.all) func anExampleOfTheStandard(_ example: StandardExample) throws {
        let expected = example.instances.split(whereSeparator: \.isWhitespace).map {
            $0.contains("T") ? String($0) : "\($0)T09:00"
        }
        let found = try Self.walls(example.rule, from: example.start, count: 24)
        #expect(found.map { WallTime(seconds: $0).description } == expected)
    }

    @Test(arguments: [
        ("FREQ=FORTNIGHTLY", "FREQ"), ("COUNT=2", "FREQ"), ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "COUNT and UNTIL"),
        ("FREQ=DAILY;RSCALE=CHINESE", "RSCALE"), ("FREQ=DAILY;BYEASTER=1", "BYEASTER"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"), ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY"), ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYWEEKNO"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"), ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR"), ("FREQ=DAILY;FREQ=DAILY", "second time"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"), ("FREQ=DAILY;WKST=1", "WKST"), ("FREQ=DAILY;X", "\"X\""),
    ])
    func whatCannotBeFollowedIsRefusedByName(_ rule: String, _ word: String) {
        let error = #expect(throws: CalendarError.self) {
            try Self.walls(rule, from: "20260101T090000", count: 1)
        }
        #expect(error?.problem.contains(word) == true, "\(error?.problem ?? "")")
    }

    @Test func aRuleThatNeedsTooManyStepsIsRefused() {
        let error = #expect(throws: CalendarError.self) {
            try Self.walls("FREQ=SECONDLY;COUNT=1000000;BYMONTH=1,2,3,4", from: "20260101T090000", count: 1_000_000)
        }
        #expect(error?.problem.contains("steps") == true)
    }

    @Test func aRuleThatNeverComesHasNoInstance() throws {
        #expect(try Self.walls("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", from: "20260101T090000", count: 1).isEmpty)
    }

    @Test func mixedDaysAreThoseOfEither() throws {
        // Each Monday, and the second Tuesday: 13 January 2026.
        let found = try Self.walls("FREQ=MONTHLY;BYDAY=MO,2TU", from: "20260105T090000", count: 4)
        #expect(
            found.map { WallTime(seconds: $0).description } == [
                "2026-01-05T09:00", "2026-01-12T09:00", "2026-01-13T09:00", "2026-01-19T09:00",
            ])
    }

    @Test func aWeekOfTheYearWithoutADayIsTheDayOfTheStart() throws {
        let found = try Self.walls("FREQ=YEARLY;BYWEEKNO=20", from: "20260511T090000", count: 2)
        #expect(found.map { WallTime(seconds: $0).description } == ["2026-05-11T09:00", "2027-05-17T09:00"])
    }
}
