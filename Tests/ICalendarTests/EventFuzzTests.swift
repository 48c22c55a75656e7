import FoundationEssentials
import OnCall
import Testing

@testable import ICalendar

/// Random rotas, beside what recurring-ical-events finds in them.
///
/// Left out is where it is known to differ (findings/recurring-ical-events-*, recurring-ical-events 3.8.2): lengths of PTnH over
/// a change of clocks, handovers within the doubled or missing hour, EXDATE beside a replaced instance, a DTSTART off its rule,
/// replacements of another type, several shifts a day with an EXDATE, UTC series under X-WR-TIMEZONE.
@Suite struct EventFuzzTests {
    private static let program = """
        import sys, datetime, icalendar, recurring_ical_events
        utc = datetime.timezone.utc
        for line in sys.stdin:
            start, end, text = line.rstrip("\\n").split("|", 2)
            calendar = icalendar.Calendar.from_ical(text.replace("~", "\\r\\n"))
            at = lambda text: datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=utc)
            found = recurring_ical_events.of(calendar).between(at(start), at(end))
            print(" ".join(sorted(
                f"{event.start.astimezone(utc):%Y-%m-%dT%H:%M}/{event.end.astimezone(utc):%Y-%m-%dT%H:%M}"
                for event in found)))
        """

    @Test(.enabled("needs recurring-ical-events") { try await PythonPeer.find(with: "recurring_ical_events") != nil })
    func rotasHaveTheShiftsThatRecurringICalEventsFinds() async throws {
        let peer = try #require(try await PythonPeer.find(with: "recurring_ical_events"))
        var numbers = SeededNumbers(state: 20_260_329)
        let cases = (0..<400).map { _ in Self.example(&numbers) }
        let answers = try await peer.answers(
            Self.program, input: cases.map { "\($0.from)|\($0.until)|\($0.text.replacing("\n", with: "~"))" })
        try #require(answers.count == cases.count)
        for (example, answer) in zip(cases, answers) {
            let found = try expand(example.text, example.from, example.until).spans.sorted().joined(separator: " ")
            #expect(found == answer, "\(example.from) \(example.until)\n\(example.text)")
        }
    }

    private static func example(_ numbers: inout SeededNumbers) -> (from: String, until: String, text: String) {
        let month = Int.random(in: 1...12, using: &numbers)
        let first = WallTime(
            seconds: utc("2026-\(two(month))-\(two(Int.random(in: 1...28, using: &numbers)))T00:00").wholeSecond)
        let hour = Int.random(in: 4...20, using: &numbers)
        let length = numbers.one([1, 8, 12, 24, 24 * 5, 24 * 7])
        let start = first.seconds + hour * 3600
        // A night ends after the hours in which clocks change.
        let hours = (hour + length) % 24 < 4 ? length + 4 : length
        let zone = "TZID=Europe/Berlin"
        let rule = numbers.one([
            "DAILY;INTERVAL=\(max(1, (hours + 23) / 24))", "WEEKLY", "WEEKLY;INTERVAL=2",
            "MONTHLY;BYMONTHDAY=\(first.description.dropFirst(8).prefix(2))",
        ])
        let count = Int.random(in: 2...30, using: &numbers)
        var master = [
            "DTSTART;\(zone):\(stamp(start))", "DTEND;\(zone):\(stamp(start + hours * 3600))",
            "RRULE:FREQ=\(rule);COUNT=\(count)", "SUMMARY:on call",
        ]
        let step = rule.hasPrefix("DAILY") ? max(1, (hours + 23) / 24) : rule == "WEEKLY" ? 7 : 14
        var events = ""
        if !rule.hasPrefix("MONTHLY") {
            let chosen = Int.random(in: 1..<count, using: &numbers)
            let instance = start + chosen * step * 86_400
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: master.append("EXDATE;\(zone):\(stamp(instance))")
            case 1, 2:
                let moved = instance + Int.random(in: -2...2, using: &numbers) * 86_400 + 3600
                events = event([
                    "SEQUENCE:1", "RECURRENCE-ID;\(zone):\(stamp(instance))", "DTSTART;\(zone):\(stamp(moved))",
                    "DTEND;\(zone):\(stamp(moved + hours * 3600))",
                ])
            default: break
            }
        }
        let from = first.seconds + Int.random(in: -20...100, using: &numbers) * 86_400 + 12 * 3600
        let text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + event(master) + events + "END:VCALENDAR\n"
        return (
            WallTime(seconds: from).description,
            WallTime(seconds: from + Int.random(in: 1...60, using: &numbers) * 86_400).description,
            text
        )
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func stamp(_ wall: Int) -> String {
        let digits = WallTime(seconds: wall).description.filter(\.isNumber)
        return "\(digits.prefix(8))T\(digits.dropFirst(8))00"
    }
}

extension Date {
    fileprivate var wholeSecond: Int { Int(timeIntervalSince1970) }
}
