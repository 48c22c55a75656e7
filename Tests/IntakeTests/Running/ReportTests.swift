import Curl
import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(3)))
struct ReportTests {
    @Test func aReportIsAnIncidentInOneCommitWithoutABroker() async throws {
        try await IntakeProcess.run { intake in
            let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            let reply = try await intake.post(
                "/api/v1/incidents", ["title": "Checkout fails", "reporter": "owner@example.org"],
                headers: [("traceparent", trace)])
            #expect(reply.status == 201)
            #expect(reply.headers["Location"] == "/api/v1/incidents/INC-1")
            #expect(reply.json["commander"]?["email"]?.stringValue?.hasSuffix("@example.org") == true)
            #expect(reply.json["reporter"]?["name"] == "Owner")
            let outbox = try await intake.database.run(
                sql: "select type, traceparent, published_at is null from intake.outbox")
            #expect(outbox.count == 1)
            #expect(outbox.first?.hasPrefix("muster.incident.opened.v1|00-0af7651916cd43dd8448eb211c80319c-") == true)
            #expect(outbox.first?.hasSuffix("|t") == true)

            let shown = try await intake.get("/api/v1/incidents/inc-1")
            #expect(shown.status == 200)
            for field in ["title", "participants", "timeline", "version", "detected_at"] {
                #expect(shown.json[field] == reply.json[field], "\(field)")
            }
            #expect(shown.json["url"] == "https://muster.example.org/api/v1/incidents/INC-1")
        }
    }

    @Test func theSameRequestUnderTheSameKeyIsOneIncident() async throws {
        try await IntakeProcess.run { intake in
            let key = [("Idempotency-Key", "report-1")]
            let replies = try await withThrowingTaskGroup(of: IntakeProcess.Reply.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await intake.post("/api/v1/incidents", ["title": "Once"], headers: key) }
                }
                return try await group.reduce(into: [IntakeProcess.Reply]()) { $0.append($1) }
            }
            #expect(replies.allSatisfy { $0.status == 201 && $0.json == replies[0].json })
            #expect(replies.filter { $0.headers["Idempotency-Replayed"] == "true" }.count == 7)
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["1"])
            let other = try await intake.post("/api/v1/incidents", ["title": "Twice"], headers: key)
            #expect(other.status == 422)
        }
    }

    @Test func anIncidentIsChangedByVersionAndToldAbout() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            let stable = try await intake.patch(
                "/api/v1/incidents/INC-1", ["status": "stable"], headers: [("If-Match", "\"1\"")])
            #expect(stable.status == 200)
            #expect(stable.json["status"] == "stable")
            #expect(stable.json["version"] == 2)
            #expect(stable.headers["ETag"] == "\"2\"")
            let stale = try await intake.patch(
                "/api/v1/incidents/INC-1", ["status": "closed"], headers: [("If-Match", "\"1\"")])
            #expect(stale.status == 412)

            let joined = try await intake.post(
                "/api/v1/incidents/INC-1/roles", ["email": "owner@example.org", "role": "incident_commander"])
            #expect(joined.json["commander"]?["email"] == "owner@example.org")
            let types = try await intake.database.run(sql: "select type from intake.outbox order by type")
            #expect(
                types == [
                    "muster.incident.opened.v1", "muster.incident.updated.v1", "muster.incident.updated.v1",
                    "muster.participant.added.v1",
                ])
            let timeline = try await intake.get("/api/v1/incidents/INC-1/timeline?limit=200")
            let kinds = timeline.json["items"]?.arrayValue?.compactMap { $0["kind"]?.stringValue }
            #expect(kinds?.suffix(2) == ["status", "participant"])
        }
    }

    @Test func listsPageByPage() async throws {
        try await IntakeProcess.run { intake in
            for title in ["One", "Two", "Three"] {
                _ = try await intake.post("/api/v1/incidents", ["title": .string(title)])
            }
            _ = try await intake.patch("/api/v1/incidents/INC-2", ["status": "closed"])
            let first = try await intake.get("/api/v1/incidents?status=active,stable&limit=1")
            #expect(first.json["items"]?[0]?["name"] == "INC-3")
            let cursor = try #require(first.json["next_cursor"]?.stringValue)
            let second = try await intake.get("/api/v1/incidents?status=active&limit=1&cursor=\(cursor)")
            #expect(second.json["items"]?[0]?["name"] == "INC-1")
            #expect(second.json["next_cursor"] == .null)
        }
    }
}
