import Curl
import Foundation
import JSON
import TestServers
import Testing

@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct APIContractTests {
    @Test func realAnswersFitTheirDescription() async throws {
        try await IntakeProcess.run { intake in
            let document = try await intake.get("/api/v1/openapi.json", key: nil)
            #expect(document.status == 200)
            #expect(document.json["openapi"] == "3.1.0")
            let schemas = JSONSchema(document: document.json)
            func check(_ reply: IntakeProcess.Reply, _ path: String, _ method: String) throws {
                let schema = try #require(schemas.answer(path, method, reply.status), "\(method) \(path)")
                #expect(schemas.faults(reply.json, schema) == [], "\(method) \(path)")
            }
            let base = "/api/v1/incidents"
            let silence: JSON = [
                "matchers": ["team=db", ["name": "zone", "value": "a.*", "is_regex": true]], "reason": "upgrade",
                "until": Date().addingTimeInterval(3600).json,
            ]
            let quiet = try await intake.post("/api/v1/silences", silence)
            try check(quiet, "/api/v1/silences", "post")
            try check(await intake.get("/api/v1/silences"), "/api/v1/silences", "get")
            let address = "/api/v1/silences/\(quiet.json["id"]?.stringValue ?? "")"
            try check(await intake.get(address), "/api/v1/silences/{id}", "get")
            try check(await intake.send("DELETE", address), "/api/v1/silences/{id}", "delete")
            try check(
                await intake.post(base, ["title": "Down", "reporter": "owner@example.org"]), base, "post")
            let alert: JSON = ["title": "Disk full", "severity": "critical", "dedup_key": "disk"]
            let stored = try await intake.post("/api/v1/alerts", [alert, ["title": ""]])
            try check(stored, "/api/v1/alerts", "post")
            try check(await intake.post("/api/v1/alerts?dry_run=1", alert), "/api/v1/alerts", "post")
            try check(await intake.get("/api/v1/alerts"), "/api/v1/alerts", "get")
            let id = try #require(stored.json["alerts"]?[0]?["id"]?.stringValue)
            try check(await intake.get("/api/v1/alerts/\(id)"), "/api/v1/alerts/{id}", "get")
            try check(await intake.get(base), base, "get")
            try check(await intake.get("\(base)/INC-2"), "\(base)/{name}", "get")
            try check(await intake.patch("\(base)/INC-2", ["status": "stable"]), "\(base)/{name}", "patch")
            let person: JSON = ["email": "second@example.org", "role": "scribe"]
            try check(
                await intake.post("\(base)/INC-2/participants", person), "\(base)/{name}/participants", "post")
            try check(await intake.post("\(base)/INC-2/roles", person), "\(base)/{name}/roles", "post")
            let guest: JSON = ["email": "vendor@example.net"]
            for (list, body) in [("invitations", guest), ("subscriptions", guest)] {
                try check(await intake.post("\(base)/INC-2/\(list)", body), "\(base)/{name}/\(list)", "post")
            }
            let report: JSON = ["conditions": "Nothing works"]
            try check(await intake.post("\(base)/INC-2/reports", report), "\(base)/{name}/reports", "post")
            let delay: JSON = ["until": Date().addingTimeInterval(3600).json]
            try check(
                await intake.post("\(base)/INC-2/reports/delays", delay), "\(base)/{name}/reports/delays", "post")
            let tags: JSON = ["add": ["service:till"]]
            try check(await intake.post("\(base)/INC-2/tags", tags), "\(base)/{name}/tags", "post")
            let asked = try await intake.post("\(base)/INC-2/questions", ["text": "Why?"])
            try check(asked, "\(base)/{name}/questions", "post")
            let answers = "\(base)/INC-2/questions/\(asked.json["id"]?.stringValue ?? "")/answers"
            try check(
                await intake.post(answers, ["answer": "x"]), "\(base)/{name}/questions/{id}/answers", "post")
            for list in ["participants", "roles", "subscriptions", "reports", "reports/draft", "questions", "tags"] {
                try check(await intake.get("\(base)/INC-2/\(list)"), "\(base)/{name}/\(list)", "get")
            }
            for list in ["participants", "subscriptions"] {
                let gone = try await intake.send("DELETE", "\(base)/INC-2/\(list)/vendor@example.net")
                try check(gone, "\(base)/{name}/\(list)/{person}", "delete")
            }
            let review = "\(base)/{name}/review"
            try check(await intake.get("\(base)/INC-2/review"), review, "get")
            try check(await intake.patch("\(base)/INC-2/review", ["impact": "Some"]), review, "patch")
            for (list, body) in [("publications", [:]), ("actions", ["text": "Ask first"])] as [(String, JSON)] {
                try check(await intake.post("\(base)/INC-2/review/\(list)", body), "\(review)/\(list)", "post")
            }
            try check(await intake.post("\(base)/INC-1/merge", ["into": "INC-2"]), "\(base)/{name}/merge", "post")
            let opened = try await intake.get("\(base)/INC-2").json["reported_at"]?.stringValue ?? ""
            try check(await intake.get("\(base)/INC-2?at=\(opened)"), "\(base)/{name}", "get")
            try check(await intake.get("\(base)/INC-2/timeline"), "\(base)/{name}/timeline", "get")
            try check(await intake.get("\(base)/INC-2/resources"), "\(base)/{name}/resources", "get")
            let task = try await intake.post("\(base)/INC-2/tasks", ["text": "Free some space"])
            try check(task, "\(base)/{name}/tasks", "post")
            let one = "/api/v1/tasks/\(task.json["id"]?.stringValue ?? "")"
            try check(await intake.patch(one, ["state": "resolved"]), "/api/v1/tasks/{id}", "patch")
            try check(await intake.get(one), "/api/v1/tasks/{id}", "get")
            try check(await intake.get("/api/v1/tasks"), "/api/v1/tasks", "get")
            try check(await intake.get("\(base)/INC-2/tasks"), "\(base)/{name}/tasks", "get")
            try check(await intake.get("\(base)/INC-2"), "\(base)/{name}", "get")
            try check(await intake.get("/api/v1/oncall"), "/api/v1/oncall", "get")
            try check(await intake.get("/api/v1/people"), "/api/v1/people", "get")
            try check(await intake.get("/api/v1/oncall/primary"), "/api/v1/oncall/{schedule}", "get")
            let override: JSON = [
                "person": "owner@example.org", "from": "2026-01-05T00:00:00Z",
                "until": Date().addingTimeInterval(86_400).json,
            ]
            let overrides = "/api/v1/oncall/{schedule}/overrides"
            let ended = try await intake.post(overrides.replacing("{schedule}", with: "primary"), override)
            #expect(ended.status == 201)
            try check(ended, overrides, "post")
            for list in ["shifts", "gaps", "load", "changes", "feed"] {
                let path = "/api/v1/oncall/{schedule}/\(list)"
                try check(await intake.get(path.replacing("{schedule}", with: "primary")), path, "get")
            }
        }
    }

    @Test func whatComesWithMusterFitsItsDescription() async throws {
        try await IntakeProcess.run { intake in
            let ids = try await NativePlaces.make(in: intake.database)
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            let schemas = JSONSchema(document: document)
            let json = [("Content-Type", "application/json")]
            let requests: [(method: String, path: String, id: String, body: JSON?)] = [
                ("get", "/conversations/{id}", "general", nil),
                ("post", "/conversations/{id}/messages", "general", ["text": "Hello"]),
                ("get", "/conversations/{id}/messages", "general", nil),
                ("post", "/conversations/{id}/members", "general", ["email": "owner@example.org"]),
                ("get", "/conversations/{id}/members", "general", nil),
                ("get", "/files/{id}", ids.folder, nil),
                ("put", "/documents/{id}", ids.document, ["body": "# More"]),
                ("get", "/documents/{id}", ids.document, nil),
                ("get", "/documents/{id}/versions", ids.document, nil),
                ("post", "/documents/{id}/comments", ids.document, ["quote": "More", "text": "Than what?"]),
                ("get", "/documents/{id}/comments", ids.document, nil),
                ("get", "/tickets/{id}", ids.ticket, nil), ("get", "/groups/{id}", ids.group, nil),
                ("post", "/conferences/{id}/visits", ids.conference, ["note": "on the bridge"]),
                ("get", "/conferences/{id}", ids.conference, nil),
            ]
            let stored = try await intake.send(
                "PUT", "/api/v1/files/\(ids.folder)/log.txt", body: Array("text".utf8),
                headers: [("Content-Type", "text/plain")])
            let put = try #require(schemas.answer("/api/v1/files/{id}/{file}", "put", 200))
            #expect(schemas.faults(stored.json, put) == [])
            for (method, path, id, body) in requests {
                let reply = try await intake.send(
                    method.uppercased(), "/api/v1" + path.replacing("{id}", with: id), body: body?.bytes() ?? [],
                    headers: body == nil ? [] : json)
                let schema = try #require(
                    schemas.answer("/api/v1\(path)", method, reply.status), "\(method) \(path) \(reply)")
                #expect(schemas.faults(reply.json, schema) == [], "\(method) \(path)")
            }
        }
    }

    @Test func aRequestThatIsSentTwiceIsOneVisit() async throws {
        try await IntakeProcess.run { intake in
            let id = try await NativePlaces.make(in: intake.database).conference
            for _ in 1...2 {
                let reply = try await intake.post(
                    "/api/v1/conferences/\(id)/visits", ["name": "Scribe"], headers: [("Idempotency-Key", "v1")])
                #expect(reply.status == 201)
                #expect(reply.json["visits"]?.arrayValue?.count == 1)
            }
        }
    }

    @Test func everyErrorIsAProblem() async throws {
        try await IntakeProcess.run { intake in
            let large = [UInt8](repeating: 0x20, count: 300_000)
            let json = [("Content-Type", "application/json")]
            let cases: [(IntakeProcess.Reply, Int)] = [
                (try await intake.get("/api/v1/incidents", key: nil), 401),
                (
                    try await intake.get("/api/v1/incidents", key: "mus_testtest_" + String(repeating: "B", count: 43)),
                    401
                ),
                (try await intake.get("/api/v1/incidents?api_key=x"), 400),
                (try await intake.get("/api/v1/incidents?status=lost"), 400),
                (try await intake.get("/api/v1/incidents?cursor=x"), 400),
                (try await intake.get("/api/v1/incidents/INC-404"), 404),
                (try await intake.get("/nowhere"), 404),
                (try await intake.send("DELETE", "/api/v1/incidents/INC-1"), 405),
                (try await intake.get("/api/v1/alerts/grafana"), 405),
                (try await intake.send("DELETE", "/api/v1/alerts/x"), 405),
                (try await intake.send("POST", "/api/v1/incidents", body: large, headers: json), 413),
                (
                    try await intake.send(
                        "POST", "/api/v1/alerts", body: [0x78], headers: [("Content-Type", "text/plain")]), 415
                ),
                (
                    try await intake.send(
                        "POST", "/api/v1/alerts", body: [0x78], headers: json + [("Content-Encoding", "gzip")]), 415
                ),
                (try await intake.post("/api/v1/incidents", ["title": 7]), 422),
                (
                    try await intake.send("POST", "/api/v1/incidents", body: Array("{\"title\":".utf8), headers: json),
                    422
                ),
            ]
            for (reply, status) in cases {
                #expect(reply.status == status)
                #expect(reply.headers["Content-Type"] == "application/problem+json")
                #expect(reply.json["status"]?.intValue == status)
                #expect(reply.json["detail"]?.stringValue?.isEmpty == false)
                #expect(reply.headers["X-Content-Type-Options"] == "nosniff")
            }
            #expect(cases[0].0.json == cases[1].0.json, "a wrong key learns no more than none")
            #expect(cases[7].0.headers["Allow"] == "GET, PATCH")
            #expect(cases[8].0.headers["Allow"] == "POST", "what reads alerts answers at no address of a format")
            #expect(cases[9].0.headers["Allow"] == "GET", "an address that only says what there is instead is none")
        }
    }

    @Test func aKeyWithoutTheScopeIsRefusedAndARevokedOneSoon() async throws {
        try await IntakeProcess.run { intake in
            #expect(try await intake.get("/api/v1/incidents").status == 200)
            try await intake.database.run(sql: "update core.api_key set scopes = array['alerts:write']")
            try await eventually("the scope is gone") { try await intake.get("/api/v1/incidents").status == 403 }
            try await intake.database.run(sql: "update core.api_key set revoked_at = now()")
            try await eventually("the key is revoked") { try await intake.get("/api/v1/incidents").status == 401 }
        }
    }

    @Test func eventsTellWhatHappens() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            let curl = try TestProgram(
                "/usr/bin/curl",
                ["-sN", "--max-time", "60", "-H", "@-", "\(intake.url)/api/v1/incidents/INC-1/events"]
            ).start(input: "Authorization: Bearer \(IntakeProcess.key)\n")
            try await eventually("the timeline so far comes") { curl.output.contains("\"kind\":\"opened\"") }
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "stable"])
            try await eventually("the change comes") { curl.output.contains("INC-1 is stable") }
            curl.send(signal: 15)
            let output = await curl.end().output
            #expect(output.components("event: timeline\n") == output.components("\"kind\":"), "each entry once")
        }
    }
}

extension String {
    fileprivate func components(_ text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count
    }
}
