import Testing

@testable import ICalendar

@Suite struct ReplacedInstanceTests {
    private func series(_ more: [String], _ events: [String]...) -> String {
        let master = [
            "DTSTART;TZID=Europe/Berlin:20261027T090000", "DTEND;TZID=Europe/Berlin:20261027T170000",
            "RRULE:FREQ=WEEKLY;COUNT=3",
        ]
        return "BEGIN:VCALENDAR\n" + event(master + more) + events.map(event).joined() + "END:VCALENDAR\n"
    }

    private func moved(_ to: String, _ more: String...) -> [String] {
        [
            "RECURRENCE-ID;TZID=Europe/Berlin:20261103T090000", "DTSTART;TZID=Europe/Berlin:\(to)T100000",
            "DURATION:PT1H", "SUMMARY:moved",
        ] + more
    }

    private let autumn = ("2026-10-01T00:00", "2026-12-01T00:00")

    @Test func anInstanceIsMovedAndNotDoubled() throws {
        let text = series([], moved("20261104"))
        #expect(
            try expand(text, autumn.0, autumn.1).spans == [
                "2026-10-27T08:00/2026-10-27T16:00", "2026-11-04T09:00/2026-11-04T10:00",
                "2026-11-10T08:00/2026-11-10T16:00",
            ])
        // Where it was nobody is, and it is found where only it is asked for.
        #expect(try expand(text, "2026-11-03T00:00", "2026-11-04T00:00").spans == [])
        let far = series([], moved("20270601"))
        #expect(try expand(far, "2027-05-01T00:00", "2027-07-01T00:00").starts == ["2027-06-01T08:00"])
    }

    @Test func anInstanceMayBeNamedInAnyZone() throws {
        let text = series(
            [], ["RECURRENCE-ID:20261103T080000Z", "DTSTART:20261103T120000Z", "DURATION:PT1H"])
        #expect(
            try expand(text, autumn.0, autumn.1).starts == ["2026-10-27T08:00", "2026-11-03T12:00", "2026-11-10T08:00"])
    }

    @Test func aCancelledInstanceIsGone() throws {
        let text = series([], moved("20261103", "STATUS:CANCELLED"))
        #expect(try expand(text, autumn.0, autumn.1).starts == ["2026-10-27T08:00", "2026-11-10T08:00"])
    }

    @Test func ofSeveralTheHighestSequenceCountsAlsoAgainstAnException() throws {
        let text = series(
            ["EXDATE;TZID=Europe/Berlin:20261103T090000"], moved("20261105", "SEQUENCE:3"),
            moved("20261104", "SEQUENCE:2"))
        #expect(
            try expand(text, autumn.0, autumn.1).starts == ["2026-10-27T08:00", "2026-11-05T09:00", "2026-11-10T08:00"])
    }

    @Test func anInstanceWithoutItsSeriesIsAnEvent() throws {
        let text = "BEGIN:VCALENDAR\n" + event(moved("20261104")) + "END:VCALENDAR\n"
        #expect(try expand(text, autumn.0, autumn.1).starts == ["2026-11-04T09:00"])
    }

    @Test func whatChangesTheWholeRestIsRefusedByName() {
        let text = series(
            [], moved("20261104").map { $0.replacing("RECURRENCE-ID;", with: "RECURRENCE-ID;RANGE=THISANDFUTURE;") })
        let error = #expect(throws: CalendarError.self) { try expand(text, autumn.0, autumn.1) }
        #expect(error?.problem.contains("THISANDFUTURE") == true)
        #expect(error?.line == 12)
        #expect(error?.uid == "1")
    }

    @Test func anInstanceOfAnotherKindIsRefusedByName() {
        let text = series([], ["RECURRENCE-ID;VALUE=DATE:20261103", "DTSTART;VALUE=DATE:20261104"])
        let error = #expect(throws: CalendarError.self) { try expand(text, autumn.0, autumn.1) }
        #expect(error?.problem.contains("RECURRENCE-ID") == true)
    }
}
