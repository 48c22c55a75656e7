import Foundation
import JSON
import Logging
import Postgres
import TestServers
import Testing
import ZoneFiles

@testable import Operations

/// The doctor's look at the calendars that layers are read from.
@Suite(.serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct CalendarExaminationTests {
    private func check(layer: JSON, _ copy: String = "select 1") async throws -> Check? {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "a@example.org", "name": "A"]], "severities": [["name": "s"]],
            "priorities": [["name": "p"]], "incident_types": [["name": "t", "commander": "r"]],
            "schedules": [["name": "r", "timezone": "UTC", "layers": [layer]]],
        ]
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(document.text())', 'test');
                \(copy);
                """)
        return try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(
                url: database.url(process: "operator"), applicationName: "test"),
            logger: Logger(label: "test")
        ) {
            try await CalendarExamination(
                client: $0, files: ZoneFiles(directory: ZoneFiles.standardDirectory)
            ).check(at: Date(timeIntervalSince1970: 1_783_000_000))
        }
    }

    private let layer: JSON = ["name": "l", "calendar": ["url": "https://example.org/a.ics"]]

    private func copy(_ person: String, problem: String = "null") -> String {
        let lines = [
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART:20260705T000000Z", "DURATION:P1D",
            "ATTENDEE:mailto:\(person)@example.org", "END:VEVENT", "END:VCALENDAR",
        ]
        return """
            insert into core.calendar_copy (reference, body, digest, read_at, next_at, problem)
            values ('https://example.org/a.ics', '\(lines.joined(separator: "\n"))', 'd', '2026-07-01T00:00:00Z', now(), \(problem))
            """
    }

    @Test func aConfigurationWithoutCalendarsIsNotLookedAt() async throws {
        let turns: JSON = ["name": "l", "start": "2026-01-05T00:00", "turn": "1d", "members": ["a@example.org"]]
        #expect(try await check(layer: turns) == nil)
    }

    @Test func aCalendarThatWasNotReadIsNamed() async throws {
        let check = try #require(try await check(layer: layer))
        #expect(!check.isWell)
        #expect(check.detail.hasPrefix("l of r: it was not read yet"))
    }

    @Test func aSourceThatFailsIsNamedWithTheAgeOfWhatCounts() async throws {
        let check = try #require(
            try await check(layer: layer, copy("a", problem: "'the source answered 500'")))
        #expect(check.detail == "l of r (as read at 2026-07-01T00:00:00.000Z): the source answered 500")
    }

    @Test func aShiftOfNobodyKnownIsNamed() async throws {
        let check = try #require(try await check(layer: layer, copy("stranger")))
        #expect(!check.isWell)
        #expect(check.detail.contains("stranger@example.org"))
        #expect(try await self.check(layer: layer, copy("a"))?.detail == "1 read")
    }
}
