import Foundation
import JSON
import TestServers
import Testing

/// What an incident's row and timeline have of its alerts.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct AlertNewsStoreTests {
    private func body(_ alerts: [(key: String, status: String)], omitted: Int = 0) -> JSON {
        [
            "version": "4", "groupKey": "g", "truncatedAlerts": .int(omitted),
            "alerts": .array(
                alerts.map { key, status in
                    [
                        "status": .string(status), "fingerprint": .string(key),
                        "startsAt": "2026-01-05T10:00:00.5+01:00",
                        "labels": ["alertname": "Latency", "severity": "critical"],
                        "annotations": ["summary": .string("Latency of \(key)")],
                    ]
                }),
        ]
    }

    private func send(_ intake: IntakeProcess, _ body: JSON) async throws {
        #expect(try await intake.post("/api/v1/alerts/alertmanager", body).status == 202)
    }

    private func lines(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(sql: "select text from core.timeline where kind = 'alert' order by id")
    }

    @Test func whatAlertsDoStandsInTheTimeline() async throws {
        try await IntakeProcess.run { intake in
            try await send(intake, body([("a", "firing"), ("b", "firing")]))
            try await send(intake, body([("a", "firing"), ("b", "firing"), ("c", "firing")]))
            for key in ["a", "b", "c"] { try await send(intake, body([(key, "resolved")])) }
            #expect(
                try await lines(intake) == [
                    "Alert joined: Latency of b (critical)", "Alert joined: Latency of c (critical)",
                    "Alert resolved: Latency of a (critical)", "Alert resolved: Latency of b (critical)",
                    "Alert resolved: Latency of c (critical)", "All alerts are resolved",
                ])
            #expect(try await intake.database.run(sql: "select version, alert_count from core.incident") == ["2|3"])
            let updates = try await intake.database.run(
                sql: """
                    select convert_from(body, 'UTF8')::jsonb #>> '{data,changes}',
                        convert_from(body, 'UTF8')::jsonb #>> '{data,incident,version}'
                    from intake.outbox where type = 'muster.incident.updated.v1'
                    """)
            #expect(updates == [#"["alerts"]|2"#])
            let incident = try await intake.get("/api/v1/incidents/INC-1")
            #expect(incident.json["detected_at"] == "2026-01-05T09:00:00.500Z")
            #expect(incident.json["alerts"]?[0]?["started_at"] == "2026-01-05T09:00:00.500Z")
        }
    }

    /// Each sees the other's as open while it has not committed: who holds the incident's row first comes first.
    @Test func theLastTwoAlertsResolvedAtOnceAreNewsOnce() async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in
                let keys = (0..<20).map { "k\($0)" }
                try await send(one, body(keys.map { ($0, "firing") }))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (index, key) in keys.enumerated() {
                        group.addTask { try await send(index.isMultiple(of: 2) ? one : two, body([(key, "resolved")])) }
                    }
                    try await group.waitForAll()
                }
                #expect(try await lines(one).filter { $0 == "All alerts are resolved" }.count == 1)
                #expect(try await one.database.run(sql: "select version from core.incident") == ["2"])
            }
        }
    }

    @Test func whatIsLeftOutIsSaidCountedAndKeepsTheIncidentFromRest() async throws {
        try await IntakeProcess.run { intake in
            try await send(intake, body([("a", "firing")], omitted: 2))
            try await send(intake, body([("a", "resolved")], omitted: 2))
            #expect(try await lines(intake).contains { $0.contains("leaves out 2 more alerts of the group") })
            #expect(try await !lines(intake).contains("All alerts are resolved"))
            #expect(try await intake.database.run(sql: "select version, alerts_omitted from core.incident") == ["1|2"])
            let metrics = try await intake.get("/metrics", key: nil).text
            #expect(metrics.contains("muster_alerts_truncated_total 4"))
            try await send(intake, body([("b", "firing"), ("a", "resolved")]))
            try await send(intake, body([("b", "resolved")]))
            #expect(try await lines(intake).last == "All alerts are resolved")
        }
    }

    @Test func aRepetitionBringsTheNewestWordAndWhatPeopleChangedStays() async throws {
        try await IntakeProcess.run { intake in
            let first: JSON = [
                "title": "Disk full", "dedup_key": "k", "severity": "critical", "description": "91 %",
                "labels": ["host": "db-1"], "url": "https://example.org/1",
            ]
            _ = try await intake.post("/api/v1/alerts", first)
            _ = try await intake.patch(
                "/api/v1/incidents/INC-1", ["title": "By hand", "description": "By hand", "severity": "SEV2"])
            _ = try await intake.post(
                "/api/v1/alerts",
                [
                    "title": "Disk fuller", "dedup_key": "k", "severity": "error", "description": "97 %",
                    "labels": ["host": "db-2"], "started_at": "2026-01-05T10:00:00Z",
                ])
            #expect(
                try await intake.database.run(
                    sql: """
                        select title, severity, description, labels->>'host', url, count,
                            started_at at time zone 'utc' from core.alert
                        """) == ["Disk fuller|error|97 %|db-2|https://example.org/1|2|2026-01-05 10:00:00"])
            let incident = try await intake.get("/api/v1/incidents/INC-1").json
            #expect(incident["title"] == "By hand" && incident["description"] == "By hand")
            #expect(incident["severity"] == "SEV2")
        }
    }

    @Test func aResolutionOfNothingSaysSo() async throws {
        try await IntakeProcess.run { intake in
            let reply = try await intake.post("/api/v1/alerts", ["dedup_key": "k", "action": "resolve"])
            #expect(reply.status == 202)
            #expect(reply.json["alerts"]?[0]?["id"] == .null)
            #expect(reply.json["alerts"]?[0]?["note"] == "nothing was open under this key")
            let event: JSON = [
                "specversion": "1.0", "id": "1", "source": "/s", "type": "org.example.finding.resolved",
            ]
            let resolved = try await intake.send(
                "POST", "/api/v1/alerts", body: event.bytes(),
                headers: [("Content-Type", "application/cloudevents+json")])
            #expect(resolved.json["alerts"]?[0]?["note"] == "nothing was open under this key")
        }
    }
}
