import FoundationEssentials
import Testing

@testable import OnCall

@Suite struct CalendarFeedTests {
    private func entry(_ schedule: String = "payments", name: String = "Ana", person: String? = "ana@example.org")
        -> CalendarFeed.Entry
    {
        CalendarFeed.Entry(
            schedule: schedule,
            shift: Shift(
                person: person, from: utc("2026-03-27T08:00"), until: utc("2026-04-03T07:00:30"), layer: "primary"),
            name: name)
    }

    @Test func aShiftIsAnEventInUTC() {
        let text = CalendarFeed(title: "payments", entries: [entry()]).text(at: utc("2026-01-02T03:04:05"))
        #expect(
            text.components(separatedBy: "\r\n").filter { !$0.isEmpty }.suffix(10) == [
                "BEGIN:VEVENT", "UID:20260327T080000Z/ana@example.org/primary/payments", "DTSTAMP:20260102T030405Z",
                "DTSTART:20260327T080000Z", "DTEND:20260403T070030Z", "SUMMARY:Ana on call: payments (primary)",
                "DESCRIPTION:ana@example.org\\, by rotation", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
            ])
    }

    @Test func aShiftOfNobodyIsNoEvent() {
        #expect(
            !CalendarFeed(title: "x", entries: [entry(person: nil)]).text(at: utc("2026-01-02T03:04")).contains(
                "VEVENT"))
    }

    @Test func namesCannotAddLines() {
        let text = CalendarFeed(title: "a;b,c\\d\nEND:VCALENDAR\r\u{7}", entries: []).text(at: utc("2026-01-02T03:04"))
        #expect(text.contains("\r\nX-WR-CALNAME:a\\;b\\,c\\\\d\\nEND:VCALENDAR  \r\n"))
        #expect(text.components(separatedBy: "\r\nEND:VCALENDAR").count == 2)
    }

    @Test func linesHaveAtMost75BytesAndNoCharacterIsCut() {
        let name = String(repeating: "Zoë 🚒 ", count: 40)
        let text = CalendarFeed(title: name, entries: [entry(name: name)]).text(at: utc("2026-01-02T03:04"))
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.contains { $0.utf8.count >= 72 })
        #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:\(name) on call: payments (primary)"))
    }
}
