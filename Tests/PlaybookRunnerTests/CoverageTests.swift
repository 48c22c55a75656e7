import Encodings
import FoundationEssentials
import Incident
import JSON
import PlaybookDesk
import PlaybookStore
import Postgres
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import PlaybookRunner

/// What goes by itself, counted from alerts and executions.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct CoverageTests {
    private func alert(
        _ fixture: RunnerFixture, _ title: String, _ labels: JSON = [:], incident: Bool = false
    ) async throws -> UUID {
        let id = UUID.v7()
        _ = try await fixture.rows(
            """
            insert into core.alert (id, source, format, dedup_key, status, severity, title, labels, count, outcome, reason,
                incident_id)
            values ('\(id)', 'guard', 'native', '\(id)', 'resolved', 'critical', '\(title)', '\(labels.text())', 2,
                'playbook', 'r', \(incident ? "'\(fixture.incident)'" : "null"))
            """)
        return id
    }

    /// As intake counts it, which alone may read alerts.
    private func coverage(_ fixture: RunnerFixture, viewer: Viewer = .system, at now: Date = Date()) async throws
        -> JSON
    {
        let environment = fixture.harness.environment
        let client = PostgresClient(
            configuration: try PostgresConfiguration(
                url: fixture.database.url(process: "intake"), applicationName: "test"),
            logger: environment.logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            return try await PlaybookDesk(database: client, committer: environment.committer)
                .coverage(days: 30, for: viewer, at: now).json
        }
    }

    private func run(_ fixture: RunnerFixture, _ input: JSON, for alert: UUID) async throws {
        let id = try await fixture.start("triage", input, ofIncident: true)
        _ = try await fixture.rows("update playbook_runner.execution set alert_id = '\(alert)' where id = '\(id)'")
    }

    @Test func typesAreRankedAgainstWhatGoesByItself() async throws {
        try await RunnerFixture.run { fixture in
            let machine: JSON = [
                "Comment": "Looks.\nOwner: ana@example.org\nReview by: 2026-02-28", "StartAt": "Which",
                "States": [
                    "Which": [
                        "Type": "Choice",
                        "Choices": [["Variable": "$.bad", "BooleanEquals": true, "Next": "Manual: do it"]],
                        "Default": "Say",
                    ],
                    "Say": [
                        "Type": "Task", "Resource": RunnerFixture.function("timeline_entry"),
                        "Parameters": ["text": "fine"], "ResultPath": .null, "Next": "Fine",
                    ], "Fine": ["Type": "Succeed"],
                    "Manual: do it": [
                        "Type": "Task", "Resource": RunnerFixture.function("create_task"),
                        "Parameters": ["text": "Do it"], "Next": "Wrong",
                    ], "Wrong": ["Type": "Fail", "Error": "Bad"],
                ],
            ]
            let environment = fixture.harness.environment
            _ = try await PlaybookDesk(database: environment.database, committer: environment.committer).apply(
                PlaybookRequest(text: machine.text()), named: "triage", actor: "test")
            for isBad in [true, true, false] {
                let id = try await alert(fixture, "Login \(isBad)", ["alertname": "Odd login"], incident: true)
                try await run(fixture, ["bad": .bool(isBad)], for: id)
            }
            _ = try await alert(fixture, "Disk full")
            _ = try await alert(fixture, "Mail", ["event_type": "phishing", "alertname": "Mail"])
            let early = try #require(Self.date("2026-02-28T23:00:00Z"))
            #expect(try await coverage(fixture, at: early)["playbooks"]?[0]?["overdue"] == false)
            let shown = try await coverage(fixture)
            let types = shown["types"]?.arrayValue ?? []
            #expect(types.map { $0["type"] } == ["Odd login", "Disk full", "phishing"])
            #expect(types.map { $0["automation"] } == ["partly", "none", "none"])
            #expect(
                types[0]["alerts"] == 3 && types[0]["occurrences"] == 6 && types[0]["incidents"] == 3
                    && types[0]["playbook"] == "triage" && types[0]["runs"] == 3)
            #expect(types[0]["steps"] == 2 && types[0]["automated_steps"] == 1)
            #expect(types[1]["playbook"] == .null && types[1]["runs"] == 0)
            #expect(shown["alerts"] == ["none": 2, "partly": 3, "fully": 0])
            let playbook = try #require(shown["playbooks"]?[0])
            #expect(playbook["owner"] == "ana@example.org" && playbook["overdue"] == true)
            #expect(playbook["runs"] == 3)
            #expect(
                playbook["ended"] == [
                    ["status": "FAILED", "state": "Wrong", "count": 2],
                    ["status": "SUCCEEDED", "state": "Fine", "count": 1],
                ])
            #expect(playbook["manual"] == [["state": "Manual: do it", "count": 2]])
        }
    }

    @Test func aStrangerCountsNothingOfARestrictedIncident() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(["Manual": ["Type": "Pass", "End": true]], startAt: "Manual")
            let id = try await alert(fixture, "Breach", incident: true)
            try await run(fixture, [:], for: id)
            _ = try await fixture.rows("update core.incident set visibility = 'restricted'")
            let own = try await coverage(fixture)
            #expect(own["types"]?.arrayValue?.count == 1 && own["playbooks"]?[0]?["runs"] == 1)
            #expect(own["playbooks"]?[0]?["manual"]?.arrayValue?.count == 1)
            let shown = try await coverage(fixture, viewer: .stranger)
            #expect(shown["types"] == [] && shown["playbooks"]?[0]?["runs"] == 0)
            #expect(shown["playbooks"]?[0]?["manual"] == [])
        }
    }

    /// The database reads no JSON that holds this character, and must not fail for it.
    @Test func aHistoryThatHoldsNULTellsNoState() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(["Fine": ["Type": "Succeed"]], startAt: "Fine")
            try await fixture.start("triage", ["a": "b\u{0}c"])
            let ended = try await coverage(fixture)["playbooks"]?[0]?["ended"]
            #expect(ended == [["status": "SUCCEEDED", "state": .null, "count": 1]])
        }
    }

    @Test func otherDaysAreRefused() async throws {
        try await RunnerFixture.run { fixture in
            let environment = fixture.harness.environment
            let desk = PlaybookDesk(database: environment.database, committer: environment.committer)
            for days in [0, 401] {
                await #expect(throws: PlaybookDeskError.self) { try await desk.coverage(days: days, for: .system) }
            }
        }
    }

    private static func date(_ text: String) -> Date? { try? JSONReader(.string(text)).timestamp() }
}
