import FoundationEssentials
import OnCall
import Testing

@testable import ICalendar

@Suite struct EventSeriesTests {
    @Test func aNightEndsAtTheSameTimeOnTheWallWhenClocksChange() throws {
        let text = calendar(
            "DTSTART;TZID=Europe/Berlin:20261023T210000", "DTEND;TZID=Europe/Berlin:20261024T090000",
            "RRULE:FREQ=DAILY;COUNT=3")
        #expect(
            try expand(text, "2026-10-01T00:00", "2026-12-01T00:00").spans == [
                "2026-10-23T19:00/2026-10-24T07:00", "2026-10-24T19:00/2026-10-25T08:00",
                "2026-10-25T20:00/2026-10-26T08:00",
            ])
    }

    @Test(arguments: [
        ("PT12H", "2026-03-29T08:00"), ("P1D", "2026-03-29T19:00"), ("P1W", "2026-04-04T19:00"),
        ("P1DT1H30M10S", "2026-03-29T20:30:10"),
    ])
    func hoursLastExactlyAndDaysOnTheWall(_ duration: String, _ until: String) throws {
        let text = calendar("DTSTART;TZID=Europe/Berlin:20260328T210000", "DURATION:\(duration)")
        #expect(try expand(text, "2026-03-01T00:00", "2026-05-01T00:00").spans == ["2026-03-28T20:00/\(until)"])
    }

    @Test func aTimeThatIsLeaptOverCountsWithTheOffsetBeforeAndADoubledOneIsTheFirst() throws {
        let text = { (day: String) in
            calendar("DTSTART;TZID=Europe/Berlin:\(day)T023000", "DURATION:PT4H", "RRULE:FREQ=DAILY;COUNT=3")
        }
        #expect(
            try expand(text("20260328"), "2026-03-01T00:00", "2026-05-01T00:00").starts
                == ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30"])
        #expect(
            try expand(text("20261024"), "2026-10-01T00:00", "2026-11-01T00:00").starts
                == ["2026-10-24T00:30", "2026-10-25T00:30", "2026-10-26T01:30"])
    }

    @Test func whatRunsAtTheStartOfTheSpanIsFoundWhole() throws {
        let text = calendar("DTSTART:19900101T080000Z", "DURATION:P7D", "RRULE:FREQ=WEEKLY")
        #expect(
            try expand(text, "2026-11-25T00:00", "2026-11-25T01:00").spans == ["2026-11-23T08:00/2026-11-30T08:00"])
        #expect(try expand(text, "2026-11-30T08:00", "2026-11-30T08:01").starts == ["2026-11-30T08:00"])
    }

    @Test func anExceptionTakesAwayTheInstanceOfItsInstantAndNoOther() throws {
        let shifts = { (exception: String) in
            calendar(
                "DTSTART;TZID=Asia/Shanghai:20260701T000000", "DURATION:PT8H", "RRULE:FREQ=DAILY;BYHOUR=0,8,16;COUNT=4",
                exception)
        }
        let all = ["2026-06-30T16:00", "2026-07-01T00:00", "2026-07-01T08:00", "2026-07-01T16:00"]
        let local = shifts("EXDATE;TZID=Asia/Shanghai:20260702T000000")
        #expect(try expand(local, "2026-06-01T00:00", "2026-08-01T00:00").starts == Array(all.dropLast()))
        let other = shifts("EXDATE:20260701T080000Z,20260630T160000Z")
        #expect(try expand(other, "2026-06-01T00:00", "2026-08-01T00:00").starts == [all[1], all[3]])
    }

    @Test func datesAreInstancesToo() throws {
        let text = calendar(
            "DTSTART;TZID=Europe/Berlin:20260105T090000", "DTEND;TZID=Europe/Berlin:20260105T170000",
            "RDATE;TZID=Europe/Berlin:20260107T090000,20260105T090000", "RDATE:20260109T080000Z",
            "RDATE;VALUE=PERIOD:20260112T080000Z/PT1H,20260113T080000Z/20260113T090000Z")
        #expect(
            try expand(text, "2026-01-01T00:00", "2026-02-01T00:00").spans == [
                "2026-01-05T08:00/2026-01-05T16:00", "2026-01-07T08:00/2026-01-07T16:00",
                "2026-01-09T08:00/2026-01-09T16:00", "2026-01-12T08:00/2026-01-12T09:00",
                "2026-01-13T08:00/2026-01-13T09:00",
            ])
    }

    @Test(arguments: [
        ("UNTIL=20260107", 3), ("UNTIL=20260107T080000Z", 3), ("UNTIL=20260107T075959Z", 2),
        ("UNTIL=20260107T090000", 3), ("COUNT=2", 2),
    ])
    func aSeriesEndsWithItsLastInstance(_ end: String, _ count: Int) throws {
        let text = calendar(
            "DTSTART;TZID=Europe/Berlin:20260105T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;\(end)")
        #expect(try expand(text, "2026-01-01T00:00", "2026-02-01T00:00").occurrences.count == count)
    }

    @Test func daysAreToldByTheClocksOfTheReaderOrOfTheCalendar() throws {
        let days = calendar("DTSTART;VALUE=DATE:20260329", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=3")
        #expect(
            try expand(days, "2026-03-01T00:00", "2026-05-01T00:00").spans
                == ["2026-03-28T23:00/2026-03-29T22:00", "2026-03-29T22:00/2026-03-30T22:00"])
        let several = calendar("DTSTART;VALUE=DATE:20260330", "DTEND;VALUE=DATE:20260406")
        #expect(
            try expand(several, "2026-03-01T00:00", "2026-05-01T00:00").spans == ["2026-03-29T22:00/2026-04-05T22:00"])
        let floating = calendar("DTSTART:20260105T090000", "DTEND:20260105T170000")
        #expect(
            try expand(floating, "2026-01-01T00:00", "2026-02-01T00:00").spans == ["2026-01-05T08:00/2026-01-05T16:00"])
        let named = floating.replacing("PRODID:x", with: "X-WR-TIMEZONE:Asia/Shanghai")
        #expect(
            try expand(named, "2026-01-01T00:00", "2026-02-01T00:00").spans == ["2026-01-05T01:00/2026-01-05T09:00"])
        // It tells nothing of times that say UTC: an EXDATE still matches.
        let universal = calendar(
            "X-A:b", "DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260106T090000Z"
        ).replacing("PRODID:x", with: "X-WR-TIMEZONE:Asia/Shanghai")
        #expect(try expand(universal, "2026-01-01T00:00", "2026-02-01T00:00").starts == ["2026-01-05T09:00"])
    }

    @Test func whatIsCancelledIsNotThere() throws {
        let text = calendar("STATUS:CANCELLED", "DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
        #expect(try expand(text, "2026-01-01T00:00", "2026-02-01T00:00").occurrences.isEmpty)
    }

    @Test func theLastVersionOfAnEventCounts() throws {
        let text =
            "BEGIN:VCALENDAR\n" + event(["SEQUENCE:1", "DTSTART:20260105T090000Z", "DURATION:PT1H"])
            + event(["DTSTART:20260106T090000Z", "DURATION:PT1H"]) + "END:VCALENDAR\n"
        #expect(try expand(text, "2026-01-01T00:00", "2026-02-01T00:00").starts == ["2026-01-05T09:00"])
    }

    @Test func anEventOfNoLengthIsSaidAndOneThatEndsBeforeItBeginsIsRefused() throws {
        let none = try expand(calendar("DTSTART:20260105T090000Z"), "2026-01-01T00:00", "2026-02-01T00:00")
        #expect(none.occurrences.isEmpty)
        #expect(none.notes.first?.contains("line 4") == true)
        let text = calendar("DTSTART:20260105T090000Z", "DTEND:20260105T080000Z")
        let error = #expect(throws: CalendarError.self) { try expand(text, "2026-01-01T00:00", "2026-02-01T00:00") }
        #expect(error?.description == "line 8 (event 1): it ends before it begins")
    }

    @Test func aStartThatItsRuleDoesNotHaveIsRefusedUnlessItIsTakenAway() throws {
        let rule = "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"
        let text = calendar("DTSTART:19970902T090000Z", "DURATION:PT1H", rule)
        let error = #expect(throws: CalendarError.self) { try expand(text, "1997-01-01T00:00", "1999-01-01T00:00") }
        #expect(error?.uid == "1")
        #expect(error?.line == 9)
        // As RFC 5545 writes Friday the 13th.
        let taken = calendar("DTSTART:19970902T090000Z", "DURATION:PT1H", rule, "EXDATE:19970902T090000Z")
        #expect(
            try expand(taken, "1997-01-01T00:00", "1999-01-01T00:00").starts
                == ["1998-02-13T09:00", "1998-03-13T09:00", "1998-11-13T09:00"])
    }

    @Test(arguments: [
        ("EXDATE;VALUE=DATE:20260106", "EXDATE"), ("RDATE;VALUE=DATE:20260106", "RDATE"),
        ("EXRULE:FREQ=DAILY", "EXRULE"),
        ("DTEND;VALUE=DATE:20260106", "DTEND"), ("DTEND:20260105T100000Z", "DURATION"), ("RDATE:tomorrow", "RDATE"),
        ("DTSTART:20260105T090000Z", "second time"), ("EXDATE;TZID=Mars/Base:20260106T090000", "Mars/Base"),
    ])
    func whatCannotBeFollowedIsNamed(_ line: String, _ word: String) {
        let end = word == "DTEND" ? "X-NO:end" : "DURATION:PT1H"
        let text = calendar("DTSTART:20260105T090000Z", end, line)
        let error = #expect(throws: CalendarError.self) { try expand(text, "2026-01-01T00:00", "2026-02-01T00:00") }
        #expect(error?.problem.contains(word) == true)
        #expect(error?.line == 9)
        #expect(error?.uid == "1")
    }

    @Test func anotherCalendarThanTheGregorianIsNamed() {
        let error = #expect(throws: CalendarError.self) {
            try CalendarStream(Array("BEGIN:VCALENDAR\nCALSCALE:GEORGIAN\nEND:VCALENDAR\n".utf8))
        }
        #expect(error?.problem.contains("GEORGIAN") == true)
    }

    @Test func aSeriesInUTCBesideAZoneIsSaid() throws {
        let text = calendar("DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=1")
            .replacing("PRODID:x", with: "X-WR-TIMEZONE:Europe/Berlin")
        #expect(try expand(text, "2026-01-01T00:00", "2026-02-01T00:00").notes.first?.contains("UTC") == true)
    }

    @Test func peopleAreThoseWhoTakePart() throws {
        let text = calendar(
            "DTSTART:20260105T090000Z", "DURATION:PT1H", "SUMMARY:On call", "ORGANIZER;CN=Ops:mailto:ops@example.org",
            "ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@example.org",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.org",
            "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org", "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:boss@example.org",
            "ATTENDEE;EMAIL=cleo@example.org:/aMTA/principal/", "ATTENDEE;CN=Dan:urn:uuid:1")
        let found = try #require(try expand(text, "2026-01-01T00:00", "2026-02-01T00:00").occurrences.first)
        #expect(found.attendees.map(\.email) == ["ana@example.org", "cleo@example.org", nil])
        #expect(found.attendees.map(\.name) == ["Ana", nil, "Dan"])
        #expect(found.organizer?.email == "ops@example.org")
    }

    @Test func theRulesOfACalendarMayNotNeedTooManyStepsTogether() throws {
        let line = try #require(try ContentLineReader.lines(of: Array("RRULE:FREQ=DAILY;COUNT=60".utf8)).first)
        let rule = try RecurrenceRuleReader.read(line)
        let start = utc("2026-01-01T00:00")
        let walk = try RecurrenceWalk(
            rule, from: WallTime(seconds: Int(start.timeIntervalSince1970)), isDate: false)
        let window = Int(start.timeIntervalSince1970)..<Int(utc("2026-04-01T00:00").timeIntervalSince1970)
        var left = 100
        #expect(try walk.walls(in: window, left: &left) { _ in true }.count == 60)
        #expect(left == 39)
        let error = #expect(throws: CalendarError.self) { try walk.walls(in: window, left: &left) { _ in true } }
        #expect(error?.problem.contains("steps together") == true)
    }
}
