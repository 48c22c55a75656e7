import OnCall
import Testing

@testable import ICalendar

@Suite struct CalendarZoneTests {
    private func text(_ zone: String, _ name: String, _ day: String = "20260706") -> String {
        calendar("DTSTART;TZID=\(name):\(day)T090000", "DTEND;TZID=\(name):\(day)T170000")
            .replacing("BEGIN:VEVENT", with: zone + "BEGIN:VEVENT")
    }

    private func starts(_ text: String) throws -> [String] {
        try expand(text, "2026-01-01T00:00", "2027-01-01T00:00").starts
    }

    @Test func aZoneIsReadWhateverItsName() throws {
        let zone = Described.berlin("W. Europe Standard Time").replacing("19961027", with: "16011028")
            .replacing("19960331", with: "16010325")
        #expect(try starts(text(zone, "\"W. Europe Standard Time\"")) == ["2026-07-06T07:00"])
        #expect(try starts(text(zone, "\"W. Europe Standard Time\"", "20261130")) == ["2026-11-30T08:00"])
    }

    @Test func theCalendarsOwnZoneCountsWhereTheDatabaseDisagreesAndThatIsSaid() throws {
        let other = text(Described.berlin(summer: "+0300"), "Europe/Berlin")
        let found = try expand(other, "2026-01-01T00:00", "2027-01-01T00:00")
        #expect(found.starts == ["2026-07-06T06:00"])
        #expect(found.notes.count == 1)
        #expect(found.notes.first?.contains("Europe/Berlin") == true)
        let same = try expand(text(Described.berlin(), "Europe/Berlin"), "2026-01-01T00:00", "2027-01-01T00:00")
        #expect(same.starts == ["2026-07-06T07:00"])
        #expect(same.notes.isEmpty)
    }

    @Test func aDescriptionIsValidInItsOwnCalendar() throws {
        let first = text(Described.berlin("Zone 1"), "Zone 1")
        let second = text(Described.berlin("Zone 1", summer: "+0300"), "Zone 1", "20260707")
        #expect(try starts(first + second) == ["2026-07-06T07:00", "2026-07-07T06:00"])
        #expect(throws: CalendarError.self) { try starts(first + text("", "Zone 1")) }
    }

    @Test func aNameThatIsUniqueEverywhereEndsWithThatOfTheDatabase() throws {
        #expect(try starts(text("", "/example.org/2026a/Europe/Berlin")) == ["2026-07-06T07:00"])
        #expect(
            try CalendarStream(Array(text("", "/example.org/2026a/Europe/Berlin").utf8)).zoneNames.contains(
                "Europe/Berlin"))
    }

    @Test func aRuleOfAZoneEndsAndAnotherBegins() throws {
        let zone = """
            BEGIN:VTIMEZONE
            TZID:New York
            BEGIN:DAYLIGHT
            DTSTART:20060402T020000
            RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4;UNTIL=20060402T070000Z
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:19671029T020000
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;UNTIL=20061029T060000Z
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20070311T020000
            RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20071104T020000
            RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            END:STANDARD
            END:VTIMEZONE

            """
        let newYork = try Described.zone(zone)
        let offsets = [
            "2006-04-02T06:59", "2006-04-02T07:00", "2006-10-29T06:00", "2007-03-11T07:00", "2007-04-01T07:00",
        ]
        .map { newYork.offset(at: utc($0)) / 3600 }
        #expect(offsets == [-5, -4, -5, -4, -4])
        #expect(newYork.offset(at: utc("2026-11-01T05:59")) == -4 * 3600)
        #expect(newYork.offset(at: utc("2026-11-01T06:00")) == -5 * 3600)
    }

    @Test(arguments: [
        ("TZID:Europe/Berlin\n", "TZID"), ("TZOFFSETTO:+0200\n", "TZOFFSETTO"),
        ("TZOFFSETFROM:+0100\n", "TZOFFSETFROM"),
        ("DTSTART:19960331T020000\n", "DTSTART"),
    ])
    func whatADescriptionLacksIsNamed(_ line: String, _ word: String) {
        let zone = Described.berlin().replacing(line, with: "")
        let error = #expect(throws: CalendarError.self) { try starts(text(zone, "Europe/Berlin")) }
        #expect(error?.problem.contains(word) == true)
    }
}
