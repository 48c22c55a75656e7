import ArgumentParser
import Encodings
import Foundation
import JSON
import Testing

@testable import Muster

/// Schedules as people read them, by the clocks of Berlin.
@Suite struct OnCallTextTests {
    private static let shifts: JSON = [
        "items": [
            [
                "person": "a@example.org", "from": "2026-03-27T08:00:00.000Z", "until": "2026-03-29T07:00:00.000Z",
                "layer": "primary", "source": "rotation", "shadow": false,
            ],
            [
                "person": nil, "from": "2026-03-29T07:00:00.000Z", "until": "2026-03-29T10:00:00.000Z", "layer": nil,
                "source": "rotation", "shadow": false,
            ],
            [
                "person": "b@example.org", "from": "2026-03-29T10:00:00.000Z", "until": "2026-04-07T08:00:00.000Z",
                "layer": "primary", "source": "override", "shadow": true,
            ],
        ]
    ]

    @Test func aWeekIsACalendarOfTheZonesOwnDays() throws {
        let moment = try #require(RFC3339.date(from: "2026-03-27T23:30:00Z"))
        let calendar = OnCallCalendar(name: "payments", clock: try ScheduleClock(timezone: "Europe/Berlin"), at: moment)
        // Seven days of which one has 23 hours.
        #expect(calendar.span.upperBound.timeIntervalSince(calendar.span.lowerBound) == 167 * 3600)
        let lines = calendar.text(Self.shifts).split(separator: "\n").map(String.init)
        #expect(lines[0] == "payments, by the clocks of Europe/Berlin")
        #expect(
            lines[2].split(separator: "  ").map { $0.trimmingPrefix(" ") }.joined(separator: "|")
                == "Sat 2026-03-28|00:00|24:00|a@example.org|primary|rotation")
        #expect(lines[3].hasPrefix("Sun 2026-03-29  00:00  09:00  a@example.org"))
        #expect(lines[4].hasPrefix("                09:00  12:00  nobody"))
        #expect(lines[4].hasSuffix("gap"))
        #expect(lines[5].hasPrefix("                12:00  24:00  b@example.org (shadow)"))
        #expect(lines.count == 11)
    }

    @Test func shiftsAreTimesOnTheWall() throws {
        let text = OnCallText.shifts(Self.shifts, try ScheduleClock(timezone: "Europe/Berlin"))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1].hasPrefix("Fri 2026-03-27 09:00  Sun 2026-03-29 09:00  a@example.org"))
        #expect(lines[2].contains("nobody"))
        #expect(
            OnCallText.gaps(["items": []], try ScheduleClock(timezone: "UTC")) == "Somebody is on call all the time.")
    }

    @Test func changesBecomeTheBodyOfTheAPI() throws {
        func parse(_ line: String) throws -> any ParsableCommand {
            try MusterCommand.parseAsRoot(line.split(separator: " ").map(String.init))
        }
        let span = "--from 2026-12-24T00:00:00Z --until 2026-12-27T00:00:00Z"
        let override = try parse("oncall override x --person a@example.org --layer l \(span)") as? OnCallOverrideCommand
        #expect(
            override?.body == [
                "person": "a@example.org", "from": "2026-12-24T00:00:00.000Z", "until": "2026-12-27T00:00:00.000Z",
                "layer": "l",
            ])
        let swap = try parse("oncall swap x --person a@example.org --with b@example.org \(span) --reason ill")
        #expect(
            (swap as? OnCallSwapCommand)?.body == [
                "person": "a@example.org", "with": "b@example.org", "from": "2026-12-24T00:00:00.000Z",
                "until": "2026-12-27T00:00:00.000Z", "reason": "ill",
            ])
    }

    @Test func timesAreReadOrRefused() throws {
        #expect(throws: (any Error).self) { try MusterCommand.parseAsRoot(["oncall", "show", "--at", "noon"]) }
        #expect(try MusterCommand.parseAsRoot(["oncall", "show", "x", "--week", "--at", "7d"]) is OnCallShowCommand)
    }

    @Test func aScheduleNamesItsCalendarsAndTheirProblems() throws {
        let text = try OnCallText.one([
            "name": "payments", "timezone": "Europe/Berlin", "at": "2026-03-27T08:00:00.000Z", "on_call": [],
            "next": [],
            "gaps": [], "coverage": 100,
            "calendars": [
                [
                    "layer": "primary", "source": "$A_CALENDAR", "read_at": "2026-03-27T08:00:00.000Z",
                    "checked_at": nil, "problems": ["the source answered 500", "one\nmore"],
                ]
            ],
        ])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).suffix(6)
        #expect(lines.first?.hasPrefix("CALENDAR OF") == true)
        #expect(lines.dropFirst().first?.contains("Fri 2026-03-27 09:00") == true)
        #expect(lines.dropFirst().first?.hasSuffix("$A_CALENDAR") == true)
        #expect(Array(lines.suffix(3)) == ["PROBLEMS", "primary: the source answered 500", "primary: one more"])
    }
}
