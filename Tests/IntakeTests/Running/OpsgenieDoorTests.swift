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

    /// What the webhook of Zabbix 6.0 sends, in its order; it asks for the request at once and gives up soon.
    @Test(arguments: ["/v2/alerts", "/jsm/ops/integration/v2/alerts"])
    func theWebhookOfZabbixIsAnswered(_ base: String) async throws {
        try await IntakeProcess.run { intake in
            let created = try await send(
                intake, "POST", "\(base)/",
                [
                    "message": "Problem: Disk is full", "description": "Host: db-1", "alias": "815", "priority": "P1",
                    "source": "Zabbix", "tags": [""], "responders": [["type": "team", "name": ""]],
                ])
            #expect(created.status == 202, "\(created.text)")
            let request = try #require(created.json["requestId"]?.stringValue)
            let asked = try await send(intake, "GET", "\(base)/requests/\(request)")
            #expect(asked.status == 200)
            #expect(asked.json["data"]?["success"] == true)
            #expect(asked.json["data"]?["alias"] == "815")
            #expect(
                try await intake.database.run(sql: "select labels ? 'tags', labels ? 'responders' from core.alert")
                    == ["f|f"], "an empty text is none")
            for (action, status) in [
                ("unacknowledge", "open"), ("acknowledge", "acknowledged"), ("unacknowledge", "open"),
                ("close", "resolved"), ("unacknowledge", "resolved"),
            ] {
                let reply = try await send(
                    intake, "POST", "\(base)/815/\(action)?identifierType=alias", ["user": "ana", "note": "so"])
                #expect(reply.status == 202, "\(reply.text)")
                #expect(try await intake.database.run(sql: "select status from core.alert") == [status], "\(action)")
            }
            #expect(
                try await intake.database.run(
                    sql: "select text from core.timeline where text like 'Acknowledgement taken back%'")
                    == ["Acknowledgement taken back where it comes from: Problem: Disk is full"],
                "once: what was not acknowledged is not told")
        }
    }

    @Test func anAcknowledgementIsTakenBackByEveryKindOfName() async throws {
        try await IntakeProcess.run { intake in
            let created = try await send(intake, "POST", "/v2/alerts", ["message": "m", "alias": "k"])
            let id = try #require(created.json["requestId"]?.stringValue)
            let shown = try await send(intake, "GET", "/v2/alerts/\(id)")
            let tiny = try #require(shown.json["data"]?["tinyId"]?.stringValue)
            for name in ["k?identifierType=alias", "\(id)?identifierType=id", "\(tiny)?identifierType=tiny", "\(id)"] {
                let parts = name.split(separator: "?", maxSplits: 1)
                let query = parts.count > 1 ? "?\(parts[1])" : ""
                for (action, status) in [("acknowledge", "acknowledged"), ("unacknowledge", "open")] {
                    let reply = try await send(intake, "POST", "/v2/alerts/\(parts[0])/\(action)\(query)")
                    #expect(reply.status == 202, "\(reply.text)")
                    #expect(try await intake.database.run(sql: "select status from core.alert") == [status], "\(name)")
                }
            }
            let wrong = try await send(intake, "POST", "/v2/alerts/k/unacknowledge?identifierType=name")
            #expect(wrong.status == 422)
            let missing = try await send(intake, "POST", "/v2/alerts/none/unacknowledge?identifierType=alias")
            #expect(missing.status == 202)
        }
    }

    @Test func whatIsWrittenAboutAnAlertIsKeptAndTold() async throws {
        try await IntakeProcess.run { intake in
            let alert: JSON = ["message": "Queue", "alias": "a b", "priority": "P1"]
            #expect(try await send(intake, "POST", "/v2/alerts", alert).status == 202)
            let steps: [(String, JSON, Int)] = [
                ("notes", ["note": "looking", "user": "ann@example.org"], 202), ("notes", ["note": " "], 422),
                ("acknowledge", ["note": "mine", "source": "script"], 202), ("close", ["note": "done\nreally"], 202),
                ("notes", ["note": "afterwards"], 202),
            ]
            for (action, body, status) in steps {
                let reply = try await send(
                    intake, "POST", "/v2/alerts/a%20b/\(action)?identifierType=alias", body)
                #expect(reply.status == status, "\(action) \(reply.text)")
            }
            let notes = try await send(intake, "GET", "/v2/alerts/a%20b/notes?identifierType=alias&order=asc")
            #expect(
                notes.json["data"]?.arrayValue?.map { $0["note"] } == ["looking", "mine", "done\nreally", "afterwards"])
            #expect(notes.json["data"]?[0]?["owner"] == "ann@example.org")
            let offset = try #require(notes.json["data"]?[1]?["offset"]?.stringValue)
            let rest = try await send(
                intake, "GET", "/v2/alerts/a%20b/notes?identifierType=alias&order=asc&limit=1&offset=\(offset)")
            #expect(rest.json["data"]?.arrayValue?.map { $0["note"] } == ["done\nreally"])
            #expect(
                try await intake.database.run(
                    sql: "select text from core.timeline where kind = 'note' order by id limit 1")
                    == ["ann@example.org about the alert Queue: looking"])
        }
    }

    @Test func alertsOfTheSenderAreListed() async throws {
        try await IntakeProcess.run { intake in
            for alias in ["one", "two", "three"] {
                _ = try await send(intake, "POST", "/v2/alerts", ["message": "m", "alias": .string(alias)])
            }
            _ = try await send(intake, "POST", "/v2/alerts/two/close?identifierType=alias", [:])
            func list(_ query: String) async throws -> [JSON?]? {
                let reply = try await send(intake, "GET", "/jsm/ops/integration/v2/alerts\(query)")
                return reply.json["data"]?.arrayValue?.map { $0["alias"] }
            }
            #expect(try await list("") == ["three", "two", "one"])
            #expect(try await list("?limit=1&offset=1&order=asc&sort=createdAt") == ["two"])
            #expect(try await list("?query=status%3A%20open") == ["three", "one"])
            #expect(try await list("?query=status:closed%20AND%20alias:%22two%22") == ["two"])
            for wrong in ["query=message:m", "limit=0", "order=up", "sort=count"] {
                #expect(try await send(intake, "GET", "/v2/alerts?\(wrong)").status == 422, "\(wrong)")
            }
            try await intake.database.run(sql: "update core.alert set source = 'other' where dedup_key = 'one'")
            #expect(try await list("") == ["three", "two"])
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
