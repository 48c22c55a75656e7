import Digests
import Encodings
import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct SignedWebhookTests {
    private static let webhook: JSON = [
        "version": "4", "groupKey": "g",
        "alerts": [["status": "firing", "labels": ["alertname": "A"], "fingerprint": "f1"]],
    ]

    private func send(
        _ intake: IntakeProcess, _ path: String, secret: String?, body: JSON = webhook
    ) async throws -> IntakeProcess.Reply {
        var headers = [("Content-Type", "application/json")]
        if let secret {
            headers.append(
                ("X-Grafana-Alerting-Signature", Hex.encode(hmacSHA256(body.bytes(), key: Array(secret.utf8)))))
        }
        return try await intake.send("POST", path, key: IntakeProcess.signingKey, body: body.bytes(), headers: headers)
    }

    @Test func whatASourceSignsIsHeldToItEverywhere() async throws {
        try await IntakeProcess.run { intake in
            let path = "/api/v1/alerts/grafana"
            #expect(try await send(intake, path, secret: IntakeProcess.secret).status == 202)
            let wrong = try await send(intake, path, secret: "other")
            #expect(wrong.status == 401)
            #expect(wrong.json["detail"]?.stringValue?.contains("does not fit") == true)
            #expect(try await send(intake, path, secret: nil).status == 401)
            // The ways around it: the lane of plain requests, and doors that cannot check.
            #expect(try await send(intake, "/api/v1/alerts/alertmanager", secret: nil).status == 401)
            #expect(try await send(intake, "/api/v1/alerts", secret: nil, body: ["title": "t"]).status == 401)
            let other = try await send(intake, "/v2/alerts", secret: nil, body: ["message": "m"])
            #expect(other.status == 403)
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["1"])
        }
    }

    @Test func theTestButtonIsNoAlert() async throws {
        try await IntakeProcess.run { intake in
            let test: JSON = [
                "version": "4", "receiver": "test",
                "alerts": [
                    [
                        "status": "firing", "labels": ["alertname": "TestAlert", "instance": "Grafana"],
                        "annotations": ["summary": "Notification test"], "fingerprint": "57c6d9296de2ad39",
                    ]
                ],
            ]
            let reply = try await send(intake, "/api/v1/alerts/grafana", secret: IntakeProcess.secret, body: test)
            #expect(reply.status == 202)
            let tested = try await intake.database.run(sql: "select source from core.connection_test")
            #expect(tested == ["grafana"])
            let stored = try await intake.database.run(sql: "select count(*) from core.alert")
            #expect(stored == ["0"])
        }
    }
}
