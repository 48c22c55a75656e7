import Curl
import Encodings
import Foundation
import JSON
import TestServers
import Testing

/// Playbooks over HTTP, as far as intake goes: what it writes, and what it tells the runner.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PlaybookTests {
    private static let machine: JSON = [
        "StartAt": "Ask",
        "States": [
            "Ask": ["Type": "Task", "Resource": "arn:aws:lambda:::function:lookup", "End": true]
        ],
    ]

    private func apply(_ intake: IntakeProcess, _ machine: JSON, name: String = "triage") async throws
        -> IntakeProcess.Reply
    {
        try await intake.send(
            "PUT", "/api/v1/playbooks/\(name)", body: JSON.object(["text": .string(machine.text())]).bytes(),
            headers: [("Content-Type", "application/json")])
    }

    /// The executions that the runner was told to look at, in their order.
    private func told(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select convert_from(body, 'UTF8')::jsonb #>> '{data,execution}' from intake.outbox
                where exchange = 'playbooks' and routing_key = 'execution.advance.v1' order by id
                """)
    }

    @Test func aVersionNeverChangesAndTheSameMakesNoOther() async throws {
        try await IntakeProcess.run { intake in
            let first = try await apply(intake, Self.machine)
            #expect(first.status == 200 && first.json["version"] == 1 && first.json["created"] == true, "\(first.text)")
            let again = try await apply(intake, Self.machine)
            #expect(again.json["version"] == 1 && again.json["created"] == false)
            let other: JSON = ["StartAt": "End", "States": ["End": ["Type": "Succeed"]]]
            #expect(try await apply(intake, other).json["version"] == 2)
            let shown = try await intake.get("/api/v1/playbooks/triage").json
            #expect(shown["definition"] == other && shown["versions"]?.arrayValue?.count == 2)
            let list = try await intake.get("/api/v1/playbooks").json
            #expect(list["items"]?[0]?["version"] == 2 && list["next_cursor"] == .null)
            await #expect(throws: (any Error).self, "nobody changes one, not even intake") {
                try await intake.database.run(
                    sql: "set role muster_intake; update playbook_runner.playbook_version set machine = '{}'")
            }
        }
    }

    @Test func aPlaybookThatCannotRunIsRefusedWithItsProblems() async throws {
        try await IntakeProcess.run { intake in
            let wrong: JSON = [
                "StartAt": "A", "States": ["A": ["Type": "Pass", "Next": "B"], "C": ["Type": "Succeed"]],
            ]
            let refused = try await apply(intake, wrong)
            #expect(refused.status == 422, "\(refused.text)")
            #expect((refused.json["errors"]?.arrayValue?.count ?? 0) >= 1, "\(refused.text)")
            #expect(try await apply(intake, Self.machine, name: "no%20name").status == 422)
            #expect(try await intake.get("/api/v1/playbooks/triage").status == 404)
            let reader = try await intake.send(
                "PUT", "/api/v1/playbooks/triage", key: IntakeProcess.readingKey,
                body: JSON.object(["text": .string(Self.machine.text())]).bytes(),
                headers: [("Content-Type", "application/json")])
            #expect(reader.status == 403)
        }
    }

    @Test func theSameStartIsOneExecutionAndAnotherIsAConflict() async throws {
        try await IntakeProcess.run { intake in
            _ = try await apply(intake, Self.machine)
            let path = "/api/v1/playbooks/triage/executions"
            let started = try await intake.post(path, ["input": ["a": 1], "name": "one"])
            #expect(started.status == 201 && started.json["state"] == "RUNNING", "\(started.text)")
            let id = try #require(started.json["id"]?.stringValue)
            #expect(started.headers["Location"] == "/api/v1/executions/\(id)")
            let again = try await intake.post(path, ["input": ["a": 1], "name": "one"])
            #expect(again.status == 200 && again.json["id"] == .string(id))
            #expect(try await intake.post(path, ["input": ["a": 2], "name": "one"]).status == 409)
            let keyed = [("Idempotency-Key", "start-1")]
            let unnamed = try await intake.post(path, ["input": [:]], headers: keyed)
            let repeated = try await intake.post(path, ["input": [:]], headers: keyed)
            #expect(unnamed.status == 201 && unnamed.json == repeated.json)
            #expect(try await intake.post("/api/v1/playbooks/none/executions", [:]).status == 404)
            #expect(try await intake.post(path, ["incident": "INC-77"]).status == 404)
            #expect(try await told(intake) == [id, unnamed.json["id"]?.stringValue ?? ""], "once each")
            let shown = try await intake.get("/api/v1/executions/\(id)").json
            #expect(shown["input"] == ["a": 1] && shown["waiting"] == [] && shown["incident"] == .null)
            let list = try await intake.get("/api/v1/executions?state=RUNNING,PAUSED&playbook=triage").json
            #expect(list["items"]?.arrayValue?.count == 2)
            #expect(try await intake.get("/api/v1/executions?state=running").status == 422)
        }
    }

    @Test func whatPeopleWantStandsInTheRowAndTheRunnerIsTold() async throws {
        try await IntakeProcess.run { intake in
            _ = try await apply(intake, Self.machine)
            let started = try await intake.post("/api/v1/playbooks/triage/executions", [:])
            let path = "/api/v1/executions/\(started.json["id"]?.stringValue ?? "")"
            #expect(try await intake.post("\(path)/pause", [:]).json["state"] == "PAUSED")
            #expect(try await intake.post("\(path)/pause", [:]).status == 200, "it is so already")
            #expect(try await intake.post("\(path)/resume", [:]).json["state"] == "RUNNING")
            #expect(try await intake.post("\(path)/redrive", [:]).status == 409)
            #expect(try await intake.post("\(path)/stop", ["error": "Cancelled"]).status == 200)
            #expect(
                try await intake.database.run(
                    sql: "select wanted || ' ' || wanted_error from playbook_runner.execution")
                    == ["stop Cancelled"])
            #expect(try await told(intake).count == 4)
            #expect(try await intake.post("/api/v1/answers", ["token": "a guess", "output": 1]).status == 404)
        }
    }

    @Test func manyAreChangedByWhatTheyAreAndTheRunnerIsToldOfEach() async throws {
        try await IntakeProcess.run { intake in
            _ = try await apply(intake, Self.machine)
            for name in ["one", "two"] {
                _ = try await intake.post("/api/v1/playbooks/triage/executions", ["name": .string(name)])
            }
            let path = "/api/v1/executions/changes"
            let extent = try await intake.post(path, ["change": "stop", "playbook": "triage", "dry_run": true])
            #expect(extent.status == 200 && extent.json["matched"] == 2, "\(extent.text)")
            #expect(try await told(intake).count == 2)
            let stop: JSON = [
                "change": "stop", "playbook": "triage", "error": "Cancelled",
                "through": extent.json["through"] ?? .null,
            ]
            #expect(try await intake.post(path, stop).json["changed"] == 2)
            #expect(try await told(intake).count == 4)
            #expect(
                try await intake.database.run(sql: "select wanted_error from playbook_runner.execution")
                    == ["Cancelled", "Cancelled"])
            #expect(try await intake.post(path, ["change": "stop"]).status == 422)
            #expect(try await intake.post(path, ["change": "redrive", "states": ["RUNNING"]]).status == 422)
        }
    }

    @Test func realAnswersFitTheirDescription() async throws {
        try await IntakeProcess.run { intake in
            let schemas = JSONSchema(document: try await intake.get("/api/v1/openapi.json", key: nil).json)
            func check(_ reply: IntakeProcess.Reply, _ path: String, _ method: String) throws {
                let schema = try #require(schemas.answer(path, method, reply.status), "\(method) \(path) \(reply.text)")
                #expect(schemas.faults(reply.json, schema) == [], "\(method) \(path)")
            }
            try check(await apply(intake, Self.machine), "/api/v1/playbooks/{playbook}", "put")
            for path in ["/api/v1/playbooks", "/api/v1/executions", "/api/v1/playbook-coverage"] {
                try check(await intake.get(path), path, "get")
            }
            try check(await intake.get("/api/v1/playbooks/triage"), "/api/v1/playbooks/{playbook}", "get")
            let start = "/api/v1/playbooks/{playbook}/executions"
            let started = try await intake.post(start.replacing("{playbook}", with: "triage"), ["name": "x"])
            try check(started, start, "post")
            let id = started.json["id"]?.stringValue ?? ""
            try await intake.database.run(
                sql: """
                    insert into playbook_runner.task (token, execution_id, number, state_name, integration, kind, input)
                    values (sha256('token'), '\(id)', 1, 'Ask', 'lookup', 'outside', '{}')
                    """)
            for (word, method) in [("", "get"), ("/history", "get"), ("/pause", "post"), ("/resume", "post")] {
                let path = "/api/v1/executions/{id}\(word)"
                let address = path.replacing("{id}", with: id)
                try check(
                    method == "get" ? await intake.get(address) : await intake.post(address, [:]), path, method)
            }
            for isDry in [true, false] {
                let body: JSON = ["change": "pause", "states": ["RUNNING"], "dry_run": .bool(isDry)]
                let path = "/api/v1/executions/changes"
                try check(await intake.post(path, body), path, "post")
            }
            for days in ["0", "401", "x", "07"] {
                #expect(try await intake.get("/api/v1/playbook-coverage?days=\(days)").status == 400)
            }
            #expect(try await intake.get("/api/v1/playbook-coverage?days=400").status == 200)
            try check(
                await intake.post("/api/v1/answers", ["token": "token", "output": [1]]), "/api/v1/answers", "post")
            let second = try await intake.post("/api/v1/answers", ["token": "token", "output": [2]])
            #expect(second.status == 409)
            #expect(second.json["detail"]?.stringValue?.contains("an answer counts once") == true)
            try check(await intake.post("/api/v1/executions/\(id)/stop", [:]), "/api/v1/executions/{id}/stop", "post")
        }
    }
}
