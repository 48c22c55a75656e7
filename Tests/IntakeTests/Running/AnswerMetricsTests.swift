import JSON
import TestServers
import Testing

/// What intake counts of its answers, whichever way they took through it.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct AnswerMetricsTests {
    @Test func answersAreCountedByEndpointAndStatus() async throws {
        try await IntakeProcess.run { intake in
            // The first by the endpoint, since the key is not known yet; the others by its lane.
            for number in 0..<3 {
                let answer = try await intake.post(
                    "/api/v1/alerts", ["title": "Disk full", "dedup_key": .string("disk-\(number)")])
                #expect(answer.status == 202)
            }
            let refused = try await intake.post("/api/v1/alerts", ["title": 7])
            #expect(refused.status == 422)
            #expect(try await intake.get("/api/v1/incidents/INC-404").status == 404)
            #expect(try await intake.get("/api/v1/incidents/INC-405").status == 404)
            #expect(try await intake.get("/nothing/here").status == 404)
            let lines = try await intake.get("/metrics", key: nil).text.split(separator: "\n").map(String.init)
            func expect(_ labels: String, _ count: Int) {
                let isThere = lines.contains("muster_http_requests_total{\(labels)} \(count)")
                #expect(isThere, "\(labels)")
            }
            expect(#"method="POST",route="/api/v1/alerts",status="202""#, 3)
            expect(#"method="POST",route="/api/v1/alerts",status="422""#, 1)
            expect(#"method="GET",route="/api/v1/incidents/{name}",status="404""#, 2)
            expect(#"method="other",route="none",status="404""#, 1)
            let isTimed = lines.contains(#"muster_http_request_seconds_count{route="/api/v1/alerts"} 4"#)
            #expect(isTimed)
        }
    }
}
