import Curl
import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
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
            #expect(shown.json["url"] == "https://muster.example.org/incidents/INC-1")
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

    @Test func aRepeatedRequestDoesNotTakeARoleBack() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            let roles = "/api/v1/incidents/INC-1/roles"
            let key = [("Idempotency-Key", "role-1")]
            let first: JSON = ["email": "first@example.org", "role": "incident_commander"]
            let taken = try await intake.post(roles, first, headers: key)
            #expect(taken.status == 200)
            let second: JSON = ["email": "second@example.org", "role": "incident_commander"]
            _ = try await intake.post(roles, second)
            let again = try await intake.post(roles, first, headers: key)
            #expect(again.json == taken.json)
            #expect(again.headers["Idempotency-Replayed"] == "true")
            let shown = try await intake.get("/api/v1/incidents/INC-1")
            #expect(shown.json["commander"]?["email"] == "second@example.org")
            #expect(try await intake.post(roles, second, headers: key).status == 422)
        }
    }

    @Test func aKeyThatOnlyReadsSeesNoRestrictedIncident() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Open"])
            _ = try await intake.post("/api/v1/incidents", ["title": "Secret", "type": "breach"])
            let document = "0190a000-0000-7000-8000-00000000d0c1"
            try await intake.database.run(
                sql: """
                    insert into core.resource (id, incident_id, kind, provider, state, external_id)
                    select '0190a000-0000-7000-8000-000000000001', id, 'document', 'native', 'created', '\(document)'
                    from core.incident where number = 2;
                    insert into native.document (id, effect_key, title, format) values
                        ('\(document)', 'k', 'What we know', 'markdown');
                    insert into native.document_version (document_id, version, body, author)
                    values ('\(document)', 1, 'All of it', 'scribe')
                    """)
            let hidden = [
                "/api/v1/incidents/INC-2", "/api/v1/incidents/INC-2/timeline", "/api/v1/incidents/INC-2/resources",
                "/api/v1/incidents/INC-2/events", "/incidents/INC-2", "/api/v1/documents/\(document)",
                "/documents/\(document)",
            ]
            for path in hidden {
                #expect(try await intake.get(path, key: IntakeProcess.readingKey).status == 404, "\(path)")
            }
            let list = try await intake.get("/api/v1/incidents", key: IntakeProcess.readingKey)
            #expect(list.json["items"]?.arrayValue?.map { $0["name"] } == ["INC-1"])
            for path in hidden where !path.hasSuffix("events") {
                #expect(try await intake.get(path).status == 200, "\(path)")
            }
        }
    }

    @Test func aSourceSendsItsKeyInTheHeaderThatItIsConfiguredFor() async throws {
        try await IntakeProcess.run { intake in
            let tries = [
                ("x-dashboard-key", IntakeProcess.readingKey, 200), ("X-Other-Key", IntakeProcess.readingKey, 401),
                ("X-Dashboard-Key", IntakeProcess.key, 401),
            ]
            for (header, key, status) in tries {
                let reply = try await intake.send("GET", "/api/v1/incidents", key: nil, headers: [(header, key)])
                #expect(reply.status == status, "\(header)")
            }
        }
    }
}
