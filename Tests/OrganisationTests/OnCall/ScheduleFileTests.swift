import Encodings
import Foundation
import JSON
import OnCall
import Testing

@testable import Organisation

/// What a file may say about schedules, and what it is told when it may not.
@Suite struct ScheduleFileTests {
    private static let text = """
        people:
          - { email: a@example.org, name: A }
          - { email: b@example.org, name: B }
        severities: [{ name: s }]
        priorities: [{ name: p }]
        rotas:
          - { name: old, members: [a@example.org], timezone: Europe/Berlin }
        schedules:
          - name: payments
            timezone: Europe/Berlin
            layers:
              - name: nights
                start: 2026-01-05T21:00
                turn: [5d, 2d]
                members: [a@example.org, [a@example.org, b@example.org], null]
                hours:
                  - { days: [monday, friday], from: 21:00, until: 09:00 }
                until: 2027-01-01T00:00
              - name: days
                start: 2026-01-05T09:00
                turn: 12h
                members: [a@example.org]
        incident_types:
          - { name: t, commander: payments, participants: [old] }
        """

    private func problem(_ old: String = "", _ new: String = "") -> String {
        do {
            let text = old.isEmpty ? Self.text : Self.text.replacing(old, with: new)
            #expect(old.isEmpty || text != Self.text)
            let file = try OrganisationFile(text, named: "f.yaml", vendors: [])
            let now = try #require(RFC3339.date(from: "2026-11-28T12:00:00Z"))
            try file.checkOnCall(zones: .berlin(), at: now)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func theExampleOfTheDocumentationCanBeApplied() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../ops/docs/schedules.md").standardized
        let page = try String(contentsOf: path, encoding: .utf8)
        let example = try #require(
            page.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        let people = ["ana", "ben", "cleo", "dan", "eva"].map { "  - { email: \($0)@example.org, name: \($0) }\n" }
            .joined()
        let rest =
            "severities: [{ name: s }]\npriorities: [{ name: p }]\nincident_types: [{ name: t, commander: payments }]\n"
        let file = try OrganisationFile("people:\n\(people)\(rest)\(example)", named: "schedules.md", vendors: [])
        let schedule = try #require(file.configuration.schedules.first)
        #expect(schedule.layers.map(\.members.count) == [2, 3])
        #expect(schedule.layers.map(\.shadow) == [false, true])
        #expect(schedule.zoneNames == ["Europe/Berlin", "America/New_York"])
    }

    /// The last layer, with a calendar in the place of its turns.
    private func calendar(_ text: String) -> String {
        problem(
            "        start: 2026-01-05T09:00\n        turn: 12h\n        members: [a@example.org]\n",
            "        calendar: \(text)\n")
    }

    @Test(arguments: [
        ("{ url: https://example.org/a.ics }", "none"), ("{ url_variable: A_CALENDAR, refresh: 1h }", "none"),
        ("{ who: summary }", "expected either `url` or `url_variable`, found neither"),
        ("{ url: https://example.org/a.ics, url_variable: A_CALENDAR }", "found both"),
        ("{ url: ftp://example.org/a.ics }", "expected an https://, http:// or webcal:// address"),
        ("{ url_variable: MUSTER_SMTP_PASSWORD }", "variable that ends in _CALENDAR"),
        ("{ url_variable: A_CALENDAR, refresh: 2d }", "at most 1d"),
        ("{ url_variable: A_CALENDAR, who: guests }", "guests"),
        ("{ url_variable: A_CALENDAR }\n        turn: 1d", "no `turn` beside `calendar`"),
    ])
    func aLayerMayNameACalendar(_ text: String, _ expected: String) {
        #expect(calendar(text).contains(expected), "\(calendar(text))")
    }

    @Test func anAddressThatHoldsATokenIsNoted() throws {
        let text = Self.text.replacing(
            "        start: 2026-01-05T09:00\n        turn: 12h\n        members: [a@example.org]\n",
            with: "        calendar: { url: https://example.org/ical/a/private-0123456789abcdef/basic.ics }\n")
        let file = try OrganisationFile(text, named: "f.yaml", vendors: [])
        #expect(file.notes.count == 1)
        #expect(file.notes.first?.hasPrefix("f.yaml:20:") == true)
        #expect(file.notes.first?.contains("url_variable") == true)
        #expect(file.notes.first?.contains("0123456789abcdef") == false)
    }

    @Test func theExampleOfCalendarsCanBeApplied() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../ops/docs/calendars.md").standardized
        let page = try String(contentsOf: path, encoding: .utf8)
        let example = try #require(
            page.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
        let rest = """
            people: [{ email: a@example.org, name: A }]
            severities: [{ name: s }]
            priorities: [{ name: p }]
            incident_types: [{ name: t, commander: payments }]

            """
        let file = try OrganisationFile(rest + example, named: "calendars.md", vendors: [])
        #expect(
            file.configuration.calendarSources.map(\.reference)
                == ["https://calendar.example.org/payments.ics", "$SECONDARY_CALENDAR"])
        #expect(file.configuration.schedules.first?.layers.last?.hours.count == 1)
    }

    @Test func readsALayer() throws {
        let file = try OrganisationFile(Self.text, named: "f.yaml", vendors: [])
        let layer = try #require(file.configuration.schedules.first?.layers.first)
        #expect(layer.timezone == "Europe/Berlin")
        guard case .turns(let rule) = layer.duty else {
            Issue.record("the layer has turns")
            return
        }
        #expect(rule.anchor == WallTime("2026-01-05T21:00"))
        #expect(rule.rotation == .days(5, 2))
        #expect(layer.members == [["a@example.org"], ["a@example.org", "b@example.org"], []])
        #expect(layer.hours == [DutyHours(days: [.monday, .friday], from: 75_600, until: 32_400)])
        #expect(layer.until == WallTime("2027-01-01T00:00"))
        #expect(!layer.shadow)
        #expect(file.configuration.zoneNames == ["Europe/Berlin"])
        #expect(problem() == "none")
    }

    @Test(
        arguments: [
            (
                "turn: 12h", "turn: 12",
                "f.yaml:21:9: schedules, entry 1, layers, entry 2, turn: expected how long a turn lasts"
            ),
            (
                "turn: 12h", "turn: 500w",
                "f.yaml:21:9: schedules, entry 1, layers, entry 2, turn: expected at most a year"
            ),
            ("2026-01-05T09:00", "2026-02-30T09:00", "f.yaml:20:9: schedules, entry 1, layers, entry 2, start"),
            ("2026-01-05T09:00", "2026-01-05T09:00:00Z", "f.yaml:20:9: schedules, entry 1, layers, entry 2, start"),
            ("from: 21:00", "from: 24:00", "f.yaml:17:39: schedules, entry 1, layers, entry 1, hours, entry 1, from"),
            (
                "monday, friday", "monday, fri",
                "f.yaml:17:30: schedules, entry 1, layers, entry 1, hours, entry 1, days, entry 2"
            ),
            ("- name: days", "- name: nights", "f.yaml:19:9: schedules, entry 1, layers, entry 2, name"),
            (
                "[a@example.org, b@example.org]", "[a@example.org, c@example.org]",
                "f.yaml:15:34: schedules, entry 1, layers, entry 1"
            ),
            (
                "- name: payments", "- name: old",
                "f.yaml:9:5: schedules, entry 1, name: expected a name that no rota has"
            ),
        ])
    func refusesWithTheLine(_ old: String, _ new: String, _ begin: String) {
        let problem = problem(old, new)
        #expect(problem.hasPrefix(begin), "\(problem)")
    }

    /// Programs that write YAML 1.1 read a time without quotes as a number of base 60, and write that.
    @Test func saysWhichTimeANumberWas() {
        #expect(
            problem("from: 21:00", "from: 1265").hasSuffix(
                "expected a time of day such as \"09:00\", found 1265, which YAML 1.1 makes of 21:05 without quotes."))
    }

    @Test func refusesAZoneThatThereIsNot() {
        #expect(
            problem("timezone: Europe/Berlin\n    layers", "timezone: Europe/Berlim\n    layers")
                == "f.yaml:10:5: schedules, entry 1, timezone: expected a time zone of the IANA database such as "
                + "Europe/Berlin (this host has its edition 2026b), found `Europe/Berlim`.")
        #expect(problem("timezone: Europe/Berlin }", "timezone: CET5 }").contains("rotas, entry 1, timezone"))
    }

    @Test func refusesAGapOfTheNextTwoWeeksThatIsNotAllowed() {
        let gap = ("turn: 12h\n        members: [a@example.org]", "turn: 12h\n        members: [a@example.org, null]")
        #expect(
            problem(gap.0, gap.1)
                == "f.yaml:9:5: schedules, entry 1: expected somebody on call throughout the next 14 days, or "
                + "`gaps: allowed`, found nobody from 2026-11-28T21:00 to 2026-11-29T09:00 "
                + "Europe/Berlin, and 9 more gaps."
        )
        #expect(problem("turn: 12h\n        members: [a@example.org]", gap.1 + "\n    gaps: allowed") == "none")
    }

    @Test func aStartWithAnOffsetAndNoZoneIsNoted() throws {
        func notes(_ rota: String) throws -> [String] {
            try OrganisationFile(
                Self.text.replacing("timezone: Europe/Berlin }", with: "\(rota) }"), named: "f.yaml", vendors: []
            ).notes
        }
        #expect(try notes("start: 2026-07-04T09:45:00+02:00").first?.hasPrefix("f.yaml:7:") == true)
        #expect(try notes("start: 2026-07-04T09:45:00Z") == [])
        #expect(try notes("start: 2026-07-04T09:45:00+02:00, timezone: Europe/Berlin") == [])
    }
}
