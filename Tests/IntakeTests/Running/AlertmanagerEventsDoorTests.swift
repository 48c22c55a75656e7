import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct AlertmanagerEventsDoorTests {
    private func silenced(at second: Int, by author: String) -> JSON {
        [
            "@timestamp": .string("2026-11-28T10:00:0\(second)Z"), "instance": "am-1",
            "data": [
                "silenceMutedAlert": [
                    "silence": ["id": "s-1", "createdBy": .string(author)], "mutedAlert": ["fingerprint": "255"],
                ]
            ],
        ]
    }

    @Test func whatAlertmanagerDidIsShownWithTheAlert() async throws {
        try await IntakeProcess.run { intake in
            let path = "/api/v1/alerts/alertmanager/events"
            let late = try await intake.post(path, silenced(at: 7, by: "late"))
            #expect(late.status == 202)
            #expect(late.json == ["accepted": 1, "rejected": []])
            for _ in 1...2 {
                let batch = try await intake.post(
                    path, [silenced(at: 3, by: "early"), ["nothing": true], silenced(at: 5, by: "middle")])
                #expect(batch.status == 202)
                #expect(batch.json["accepted"] == 2)
                #expect(batch.json["rejected"]?[0]?["index"] == 1)
            }
            #expect(
                try await intake.database.run(
                    sql:
                        "select fingerprint, text, extract(second from first_at)::int, extract(second from last_at)::int from core.upstream_fact"
                ) == ["00000000000000ff|silenced by late (s-1)|3|7"])
            let alert = try await intake.post(
                "/api/v1/alerts/alertmanager",
                [
                    "version": "4",
                    "alerts": [["status": "firing", "labels": ["alertname": "A"], "fingerprint": "00000000000000ff"]],
                ])
            let id = try #require(alert.json["alerts"]?[0]?["id"]?.stringValue)
            let shown = try await intake.get("/api/v1/alerts/\(id)")
            #expect(shown.json["upstream"]?[0]?["text"] == "silenced by late (s-1)")
            #expect(try await intake.post(path, "text").status == 422)
        }
    }
}
