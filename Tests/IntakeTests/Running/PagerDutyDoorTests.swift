import Digests
import Encodings
import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PagerDutyDoorTests {
    private static let key = "abcdefghijklmnopqrstuvwxyz234567"

    private func run(_ body: (IntakeProcess) async throws -> Void) async throws {
        try await IntakeProcess.run { intake in
            try await intake.database.run(
                sql: """
                    insert into core.api_key (prefix, name, digest, scopes, kind) values ('abcdefgh', 'watcher',
                        decode('\(Hex.encode(sha256(Self.key)))', 'hex'), array['alerts:write'], 'routing')
                    """)
            try await body(intake)
        }
    }

    private func event(_ action: JSON, _ more: [(String, JSON)] = [], key: JSON = .string(Self.key)) -> JSON {
        var event: JSONObject = [
            "routing_key": key, "event_action": action,
            "payload": ["summary": "db-1 lags", "source": "db-1", "severity": "critical"],
        ]
        for (name, value) in more { event[name] = value }
        return .object(event)
    }

    private func send(_ intake: IntakeProcess, _ body: JSON, to path: String = "/v2/enqueue") async throws
        -> IntakeProcess.Reply
    {
        try await intake.send("POST", path, key: nil, body: body.bytes())
    }

    @Test func anAlertIsTriggeredAcknowledgedAndResolved() async throws {
        try await run { intake in
            let key: [(String, JSON)] = [("dedup_key", "db-1/lag")]
            for action in ["acknowledge", "trigger", "trigger", "acknowledge", "acknowledge", "trigger"] {
                let reply = try await send(intake, event(.string(action), key))
                #expect(reply.status == 202)
                #expect(
                    reply.json == ["status": "success", "message": "Event processed", "dedup_key": "db-1/lag"])
            }
            #expect(
                try await intake.database.run(sql: "select source, format, status, count, outcome from core.alert") == [
                    "watcher|pagerduty|acknowledged|3|incident"
                ])
            #expect(
                try await intake.database.run(sql: "select actor, text from core.timeline where kind = 'alert'") == [
                    "watcher|Alert acknowledged where it comes from: db-1 lags"
                ], "the incident is told once")
            _ = try await send(intake, event("resolve", key))
            _ = try await send(intake, event("resolve", key))
            _ = try await send(intake, event("trigger", key))
            #expect(
                try await intake.database.run(sql: "select status, count from core.alert order by id") == [
                    "resolved|3", "open|1",
                ], "what is triggered after a resolution is another alert")
        }
    }

    @Test func aLostAnswerMakesNoSecondAlert() async throws {
        try await run { intake in
            let keys = try await (0..<4).asyncMap { _ in try await send(intake, event("trigger")).json["dedup_key"] }
            #expect(Set(keys).count == 1)
            #expect(try await intake.database.run(sql: "select count from core.alert") == ["4"])
            // A moment before the end of a period, and just after it.
            let key = try #require(keys[0]?.stringValue)
            let parts = key.split(separator: ":")
            let period = try #require(Int(parts[1]))
            try await intake.database.run(
                sql: """
                    update core.open_alert set dedup_key = 'content:\(period - 1):\(parts[2])';
                    update core.alert set dedup_key = 'content:\(period - 1):\(parts[2])'
                    """)
            _ = try await send(intake, event("trigger"))
            #expect(try await intake.database.run(sql: "select count from core.alert") == ["5"])
        }
    }

    @Test func whatIsWrongIsSaidAsPagerDutySaysIt() async throws {
        try await run { intake in
            let stranger = String(repeating: "x", count: 32)
            let cases: [(JSON, String)] = [
                (
                    event("trigger", [("payload", ["source": "s", "severity": "info"])]),
                    "'payload.summary' is missing or blank"
                ),
                (event("trigger", key: "short"), "Length of 'routing_key' is incorrect (should be 32 characters)"),
                (event("trigger", key: .string(stranger)), "Invalid routing key"),
                (event("trigger", key: .null), "'routing_key' is missing or blank"),
                (event("trigger", key: .string(String(IntakeProcess.key.prefix(32)))), "Invalid routing key"),
            ]
            for (body, fault) in cases {
                let reply = try await send(intake, body)
                #expect(reply.status == 400)
                #expect(reply.json["status"] == "invalid event")
                #expect(reply.json["message"] == "Event object is invalid")
                #expect(reply.json["errors"]?[0]?.stringValue?.hasPrefix(fault) == true, "\(reply.text)")
            }
            let broken = try await intake.send("POST", "/v2/enqueue", key: nil, body: Array("{".utf8))
            #expect(broken.status == 400)
            #expect(broken.json["status"] == "invalid event")
            let bodies = try await intake.database.run(
                sql: "select source, convert_from(body, 'UTF8') from core.refused_body")
            #expect(bodies.count == 1)
            #expect(!(bodies.first ?? Self.key).contains(Self.key), "what is kept holds no key")
        }
    }

    @Test func aRoutingKeyOpensNoOtherDoorAndABearerKeyNotThisOne() async throws {
        try await run { intake in
            #expect(try await intake.get("/api/v1/alerts", key: Self.key).status == 401)
            let elsewhere = try await intake.send(
                "POST", "/api/v1/alerts", key: Self.key, body: Array(#"{"title":"t"}"#.utf8))
            #expect(elsewhere.status == 401)
            let bearer = try await intake.send(
                "POST", "/v2/enqueue", body: event("trigger", key: .null).bytes())
            #expect(bearer.status == 400)
            #expect(try await intake.get("/v2/enqueue").status == 405)
        }
    }

    @Test func versionOneIsTaken() async throws {
        try await run { intake in
            let path = "/generic/2010-04-15/create_event.json"
            var event: JSONObject = [
                "service_key": .string(Self.key), "event_type": "trigger", "incident_key": "web",
                "description": "web is gone",
            ]
            let reply = try await send(intake, .object(event), to: path)
            #expect(reply.status == 200)
            #expect(reply.json == ["status": "success", "message": "Event processed", "incident_key": "web"])
            event["event_type"] = "resolve"
            _ = try await send(intake, .object(event), to: path)
            #expect(
                try await intake.database.run(sql: "select status, severity from core.alert") == ["resolved|critical"])
        }
    }

    @Test func changesAreToldToTheIncidentsOfTheirSource() async throws {
        try await run { intake in
            func change(_ summary: JSON) async throws -> IntakeProcess.Reply {
                try await send(
                    intake,
                    [
                        "routing_key": .string(Self.key),
                        "payload": ["summary": summary, "source": "ci", "timestamp": "2026-01-05T10:00:00Z"],
                        "links": [["href": "https://ci.example.org/7"]],
                    ], to: "/v2/change/enqueue")
            }
            let before = try await change("Deployed 4.2")
            #expect(before.status == 202)
            #expect(before.json == ["status": "success", "message": "Change event processed"])
            _ = try await send(intake, event("trigger", [("dedup_key", "k")]))
            _ = try await intake.post("/api/v1/incidents", ["title": "Of another source"])
            _ = try await change("Rolled back")
            let lines = try await intake.database.run(
                sql: """
                    select i.number, t.text from core.timeline t join core.incident i on i.id = t.incident_id
                    where t.kind = 'change' order by t.id
                    """)
            #expect(lines.count == 2)
            #expect(lines.first?.hasSuffix("before: Deployed 4.2 (ci) https://ci.example.org/7") == true, "\(lines)")
            #expect(lines.last == "1|Changed: Rolled back (ci) https://ci.example.org/7")
        }
    }
}

extension Range<Int> {
    fileprivate func asyncMap<Result>(_ body: (Int) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
