import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import ProviderKit
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// The commander of an active incident is reminded to report, by severity and priority.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct RemindOfReportTests {
    private struct Fixture: Sendable {
        let database: TestDatabase
        let harness: WorkerHarness
        let incident = UUID.v7()

        /// An incident that somebody leads, opened so many minutes ago.
        func open(minutesAgo: Int, severity: String = "high", priority: String = "p2") async throws {
            _ = try await database.run(
                sql: """
                    insert into core.incident (id, title, description, type, severity, priority, source, reported_at)
                    values ('\(incident)', 'Payments are refused', '', 'outage', '\(severity)', '\(priority)', 'report',
                        now() - interval '\(minutesAgo) minutes');
                    insert into core.participant (incident_id, email, name, roles, engaged_by)
                    values ('\(incident)', 'ana@example.org', 'Ana', '{incident_commander}', 'test');
                    """)
        }

        func remind() async throws {
            #expect(await harness.handle([harness.envelope(RemindOfReport(incident: incident))]) == [.done])
        }

        func change(_ word: String, status: IncidentStatus = .active) async throws {
            let message = IncidentUpdated(
                incident: IncidentReference(id: incident, name: "INC-1", version: 1), status: status, changes: [word],
                actor: "test")
            #expect(await harness.handle([harness.envelope(message)]) == [.done])
        }

        func planned() async throws -> [String] {
            try await database.run(sql: "select recipient from notifier.notice where kind = 'reminder' order by id")
        }

        /// Minutes until the timer fires, rounded; none without a timer.
        func timer() async throws -> [String] {
            try await database.run(
                sql:
                    "select round(extract(epoch from due - now()) / 60)::int from notifier.timer where key like 'report/%'"
            )
        }
    }

    private func with(_ body: (Fixture) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high", "report_every": "1h"], ["name": "low"]],
            "priorities": [["name": "p1", "report_every": "30m"], ["name": "p2"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('test', '\(document.text())', 'test');
                """)
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return [
                .database(IncidentUpdatedHandler(planner: planner)),
                .database(RemindOfReportHandler(planner: planner)),
            ]
        } _: { harness in
            try await body(Fixture(database: database, harness: harness))
        }
    }

    @Test(arguments: [("high", "p2", "20"), ("high", "p1", "-10"), ("low", "p1", "-10")])
    func theShorterIntervalCounts(severity: String, priority: String, minutes: String) async throws {
        try await with { fixture in
            try await fixture.open(minutesAgo: 40, severity: severity, priority: priority)
            try await fixture.change("severity")
            let isDue = minutes.hasPrefix("-")
            #expect(try await fixture.planned() == (isDue ? ["ana@example.org"] : []))
            #expect(try await fixture.timer() == [isDue ? "20" : minutes])
        }
    }

    /// Ten hours nobody could remind: it is one reminder, and it counts once it was sent.
    @Test func whatWasMissedIsToldOnce() async throws {
        try await with { fixture in
            try await fixture.open(minutesAgo: 600)
            try await fixture.remind()
            try await fixture.remind()
            #expect(try await fixture.planned() == ["ana@example.org"])
            _ = try await fixture.database.run(
                sql: "update notifier.notice set state = 'sent', sent_at = now() - interval '10 minutes'")
            try await fixture.remind()
            #expect(try await fixture.planned() == ["ana@example.org"])
            #expect(try await fixture.timer() == ["50"])
        }
    }

    @Test func aReportAndADelayPutItOff() async throws {
        try await with { fixture in
            try await fixture.open(minutesAgo: 600)
            _ = try await fixture.database.run(
                sql: """
                    insert into core.status_report (id, incident_id, at, author, conditions, actions, needs, audience)
                    values ('\(UUID.v7())', '\(fixture.incident)', now() - interval '15 minutes', 'Ana', 'x', '', '',
                        'participants');
                    """)
            try await fixture.change("report")
            #expect(try await fixture.timer() == ["45"])
            _ = try await fixture.database.run(
                sql: """
                    insert into core.report_delay (id, incident_id, until, delayed_by)
                    values ('\(UUID.v7())', '\(fixture.incident)', now() + interval '2 hours', 'test');
                    """)
            try await fixture.change("report_delay")
            #expect(try await fixture.timer() == ["120"])
            #expect(try await fixture.planned().isEmpty)
        }
    }

    @Test func nobodyIsRemindedOfWhatIsOverOrAsTheySeeFit() async throws {
        try await with { fixture in
            try await fixture.open(minutesAgo: 40)
            try await fixture.change("severity")
            #expect(try await fixture.timer() == ["20"])
            _ = try await fixture.database.run(
                sql: "update core.incident set status = 'stable', reported_at = '2026-01-01'")
            try await fixture.change("status", status: .stable)
            #expect(try await fixture.timer().isEmpty)
            try await fixture.remind()
            _ = try await fixture.database.run(sql: "update core.incident set status = 'active', severity = 'low'")
            try await fixture.remind()
            #expect(try await fixture.planned().isEmpty)
            #expect(try await fixture.timer().isEmpty)
        }
    }
}
