import Foundation
import TestServers
import Testing

@testable import Muster

/// A file whose layer is read from a calendar, checked without and with the copy of it.
@Suite(.serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ConfigCalendarTests {
    private static let text = """
        people: [{ email: a@example.org, name: A }]
        severities: [{ name: s }]
        priorities: [{ name: p }]
        incident_types: [{ name: t, commander: outside }]
        schedules:
          - name: outside
            timezone: UTC
            layers: [{ name: line, calendar: { url: "https://calendar.example.org/a.ics" } }]
        """

    private func check(_ environment: [String: String]) async throws -> TestProgram.Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
        try Data(Self.text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await TestedProgram(environment: environment).run(["config", "check", file.path])
    }

    @Test func gapsAreOnlyLookedForInWhatWasRead() async throws {
        let database = try await SuiteDatabase.empty()
        let environment = ["MUSTER_DATABASE_URL": try database.url(process: "operator")]
        let alone = try await check([:])
        #expect(alone.status == 0, "\(alone.errors)")
        #expect(alone.errors.contains("The copies of calendars cannot be seen"))
        let unread = try await check(environment)
        #expect(unread.status == 0, "\(unread.errors)")
        #expect(unread.errors.contains("The calendar of line in outside was not read yet"))
        try await database.run(
            sql: """
                insert into core.calendar_copy (reference, body, digest, read_at, next_at)
                values ('https://calendar.example.org/a.ics', 'BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:1
                DTSTART:20260105T000000Z
                DURATION:PT12H
                RRULE:FREQ=DAILY
                ATTENDEE:mailto:a@example.org
                END:VEVENT
                END:VCALENDAR
                ', 'd', now(), now())
                """)
        let gaps = try await check(environment)
        #expect(gaps.status == 1)
        #expect(gaps.errors.contains("somebody on call throughout the next 14 days"))
        try await database.run(
            sql: "update core.calendar_copy set body = replace(body, 'PT12H', 'P1D'), digest = 'e'")
        let whole = try await check(environment)
        #expect(whole.status == 0, "\(whole.errors)")
        #expect(!whole.errors.contains("calendar"))
    }
}
