import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct OpsgenieDoorTests {
    private func send(
        _ intake: IntakeProcess, _ method: String, _ path: String, _ body: JSON? = nil,
        key: String = "GenieKey \(IntakeProcess.key)"
    ) async throws -> IntakeProcess.Reply {
        try await intake.send(
            method, path, key: nil, body: body?.bytes() ?? [],
            headers: [("Authorization", key), ("Content-Type", "application/json")])
    }

    @Test(arguments: ["/v2/alerts", "/jsm/ops/integration/v2/alerts"])
    func anAlertLivesUnderItsAlias(_ base: String) async throws {
        try await IntakeProcess.run { intake in
            let created = try await send(
                intake, "POST", base, ["message": "Queue grows", "alias": "mq/1", "priority": "P1"])
            #expect(created.status == 202)
            #expect(created.json["result"] == "Request will be processed")
            let steps: [(String, String, JSON?)] = [
                ("PUT", "message", ["message": "Queue grows fast"]), ("PUT", "description", ["description": "now 9"]),
                ("POST", "acknowledge", ["note": "mine"]),
            ]
            for (method, action, body) in steps {
                let reply = try await send(intake, method, "\(base)/mq%2F1/\(action)?identifierType=alias", body)
                #expect(reply.status == 202, "\(reply.text)")
            }
            let shown = try await send(intake, "GET", "\(base)/mq%2F1?identifierType=alias")
            let alert = shown.json["data"]
            #expect(alert?["message"] == "Queue grows fast")
            #expect(alert?["description"] == "now 9")
            #expect(alert?["status"] == "open")
            #expect(alert?["acknowledged"] == true)
            #expect(alert?["priority"] == "P1")
            let tiny = try #require(alert?["tinyId"]?.stringValue)
            let id = try #require(alert?["id"]?.stringValue)
            #expect(created.json["requestId"] == .string(id))
            let byID = try await send(intake, "GET", "\(base)/\(id)")
            #expect(byID.json["data"]?["alias"] == "mq/1")
            let request = try await send(intake, "GET", "\(base)/requests/\(id)")
            #expect(request.json["data"]?["alertId"] == .string(id))
            let closed = try await send(intake, "POST", "\(base)/\(tiny)/close?identifierType=tiny", [:])
            #expect(closed.status == 202)
            #expect(try await intake.database.run(sql: "select status, count from core.alert") == ["resolved|1"])
        }
    }

    @Test func whatIsNotThereIsNoError() async throws {
        try await IntakeProcess.run { intake in
            let requests: [(String, String, JSON)] = [
                ("PUT", "nosuch/message?identifierType=alias", ["message": "m"]),
                ("POST", "nosuch/close?identifierType=alias", [:]),
                ("POST", "0197fd36-0000-7000-8000-000000000000/close", [:]),
                ("POST", "17/close?identifierType=tiny", [:]),
            ]
            for (method, path, body) in requests {
                let reply = try await send(intake, method, "/v2/alerts/\(path)", body)
                #expect(reply.status == 202, "\(path)")
            }
            let missing = try await send(intake, "GET", "/v2/alerts/nosuch?identifierType=alias")
            #expect(missing.status == 404)
            #expect(try await intake.database.run(sql: "select count(*) from core.alert") == ["0"])
        }
    }

    @Test func whatIsWrongIsSaidAsOpsgenieSaysIt() async throws {
        try await IntakeProcess.run { intake in
            let empty = try await send(intake, "POST", "/v2/alerts", ["alias": "a"])
            #expect(empty.status == 422)
            #expect(empty.json["errors"]?["message"] == "can not be empty")
            #expect(empty.json["requestId"]?.stringValue != nil)
            let stranger = try await send(intake, "POST", "/v2/alerts", ["message": "m"], key: "GenieKey nothing")
            #expect(stranger.status == 401)
            #expect(stranger.json["message"]?.stringValue?.isEmpty == false)
            let word = try await send(intake, "POST", "/v2/alerts/a/close?identifierType=name", [:])
            #expect(word.status == 422)
        }
    }

    @Test func theAlertsOfOtherSourcesAreNotThere() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/alerts", ["title": "t", "dedup_key": "k"])
            let own = try await send(intake, "GET", "/v2/alerts/k?identifierType=alias")
            #expect(own.status == 200)
            try await intake.database.run(sql: "update core.alert set source = 'other'")
            let foreign = try await send(intake, "GET", "/v2/alerts/k?identifierType=alias")
            #expect(foreign.status == 404)
        }
    }
}
