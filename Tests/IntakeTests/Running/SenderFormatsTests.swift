import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct SenderFormatsTests {
    @Test func eachFormatHasAnAddress() async throws {
        try await IntakeProcess.run { intake in
            let finding: JSON = [
                "detail-type": "GuardDuty Finding", "source": "aws.guardduty", "id": "e",
                "detail": ["id": "f", "severity": 9.1, "title": "Stolen credentials are used"],
            ]
            let bodies: [(String, JSON)] = [
                ("grafana", ["alerts": [["status": "firing", "labels": ["alertname": "Slow"], "fingerprint": "g"]]]),
                ("datadog", ["title": "Slow", "alert_id": "1", "alert_transition": "Triggered"]),
                ("eventbridge", finding),
                (
                    "pagerduty",
                    [
                        "event_action": "trigger", "dedup_key": "p",
                        "payload": ["summary": "s", "source": "h", "severity": "error"],
                    ]
                ),
                ("opsgenie", ["message": "m", "alias": "o"]),
            ]
            for (format, body) in bodies {
                let dry = try await intake.post("/api/v1/alerts/\(format)?dry_run=true", body)
                #expect(dry.json["alerts"]?[0]?["alert"]?["format"] == .string(format))
                let reply = try await intake.post("/api/v1/alerts/\(format)", body)
                #expect(reply.status == 202, "\(format): \(reply.text)")
                #expect(reply.json["accepted"] == 1)
                let bad = try await intake.post("/api/v1/alerts/\(format)", ["nothing": true])
                #expect(bad.status == 422, "\(format): \(bad.text)")
            }
            #expect(
                try await intake.database.run(sql: "select format, severity from core.alert order by format") == [
                    "datadog|error", "eventbridge|critical", "grafana|error", "opsgenie|warning", "pagerduty|error",
                ])
        }
    }

    @Test func aConnectionTestIsKeptAndNoAlert() async throws {
        try await IntakeProcess.run { intake in
            let body: JSON = [
                "alerts": [
                    [
                        "status": "firing", "labels": ["alertname": "TestAlert", "instance": "Grafana"],
                        "fingerprint": "t",
                    ]
                ]
            ]
            for _ in 1...2 {
                let reply = try await intake.post("/api/v1/alerts/grafana", body)
                #expect(reply.status == 202)
                #expect(reply.json["accepted"] == 0)
            }
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["0"])
            #expect(
                try await intake.database.run(sql: "select source, at <= now() from core.connection_test")
                    == ["prometheus|t"])
        }
    }
}
