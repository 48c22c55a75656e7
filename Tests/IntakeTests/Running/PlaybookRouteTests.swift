import Foundation
import JSON
import SampleOrganisation
import TestServers
import Testing

/// Alerts that start playbooks, as far as intake goes.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PlaybookRouteTests {
    private static let machine: JSON = ["StartAt": "End", "States": ["End": ["Type": "Succeed"]]]

    private func prepare(_ intake: IntakeProcess, schema: JSON? = nil) async throws {
        var document = Samples.organisationJSON.objectValue ?? [:]
        let routes = document["routes"]?.arrayValue ?? []
        document["routes"] = .array(
            [
                [
                    "name": "login", "match": ["labels": ["kind": "login"]], "action": "playbook",
                    "playbook": ["name": "look", "input": "socless", "deduplicate_by": ["user"]],
                ]
            ] + routes)
        let text = JSON.object(document).text().replacing("'", with: "''")
        try await intake.database.run(
            sql: "insert into core.configuration (digest, document, applied_by) values ('y', '\(text)', 'test')")
        var body: JSONObject = ["text": .string(Self.machine.text())]
        body["input_schema"] = schema
        let applied = try await intake.send(
            "PUT", "/api/v1/playbooks/look", body: JSON.object(body).bytes(),
            headers: [("Content-Type", "application/json")])
        #expect(applied.status == 200, "\(applied.text)")
        try await eventually("the configuration is in force") {
            try await intake.post("/api/v1/alerts?dry_run=true", alert("dry", user: "dry"))
                .json["alerts"]?[0]?["route"] == "login"
        }
    }

    private func alert(_ key: String, user: String?) -> JSON {
        var labels: JSONObject = ["kind": "login", "event_type": "odd login"]
        if let user { labels["user"] = .string(user) }
        return [
            "title": "Odd login", "dedup_key": .string(key), "severity": "warning", "labels": .object(labels),
        ]
    }

    private func send(_ intake: IntakeProcess, _ key: String, user: String?) async throws -> JSON {
        let reply = try await intake.post("/api/v1/alerts", alert(key, user: user))
        #expect(reply.status == 202, "\(reply.text)")
        return reply.json["alerts"]?[0] ?? .null
    }

    @Test func theAnswerNamesInvestigationExecutionAndStatus() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            let dry = try await intake.post("/api/v1/alerts?dry_run=true", alert("d", user: "ana"))
            #expect(dry.json["alerts"]?[0]?["outcome"] == "playbook", "\(dry.text)")
            let first = try await send(intake, "a", user: "ana")
            let second = try await send(intake, "b", user: "ANA")
            let again = try await send(intake, "a", user: "ana")
            #expect(first["playbook"]?["name"] == "look" && first["playbook"]?["status_id"] == "open", "\(first)")
            #expect(second["playbook"]?["status_id"] == "closed" && second["playbook"]?["is_duplicate"] == true)
            #expect(second["playbook"]?["investigation"] == first["playbook"]?["investigation"])
            #expect(again["deduplicated"] == true && again["playbook"] == .null)
            let id = try #require(first["playbook"]?["execution"]?.stringValue)
            let shown = try await intake.get("/api/v1/executions/\(id)").json
            #expect(shown["alert"] == first["id"] && shown["investigation"] == first["playbook"]?["investigation"])
            #expect(shown["investigation_status"] == "open" && shown["is_duplicate"] == false)
            #expect(shown["input"]?["artifacts"]?["event"]?["details"]?["user"] == "ana")
            #expect(shown["input"]?["artifacts"]?["event"]?["event_type"] == "odd login")
            let alert = try await intake.get("/api/v1/alerts/\(first["id"]?.stringValue ?? "")").json
            #expect(alert["outcome"] == "playbook" && alert["incident"] == .null, "\(alert)")
            #expect(
                try await intake.database.run(
                    sql: "select count(*) from intake.outbox where routing_key = 'execution.advance.v1'") == ["2"])
            // An alert without what it is told from others by opens an incident: nobody may miss it.
            let unknown = try await send(intake, "c", user: nil)
            let other = try await intake.get("/api/v1/alerts/\(unknown["id"]?.stringValue ?? "")").json
            #expect(unknown["playbook"] == .null && other["outcome"] == "incident", "\(other)")
        }
    }

    @Test func inputsAreHeldToTheSchemaOfThePlaybook() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake, schema: ["required": ["host"]])
            let path = "/api/v1/playbooks/look/executions"
            #expect(try await intake.post(path, ["input": ["host": "a"]]).status == 201)
            let refused = try await intake.post(path, ["input": ["a": 1]])
            #expect(refused.status == 422 && refused.text.contains("/input/host"), "\(refused.text)")
            let wrong = try await intake.send(
                "PUT", "/api/v1/playbooks/look",
                body: JSON.object(["text": .string(Self.machine.text()), "input_schema": ["patern": "x"]]).bytes(),
                headers: [("Content-Type", "application/json")])
            #expect(wrong.status == 422 && wrong.text.contains("patern"), "\(wrong.text)")
            let limit = try await intake.send(
                "PUT", "/api/v1/playbooks/look/limit", body: Array(#"{"limit":2}"#.utf8),
                headers: [("Content-Type", "application/json")])
            #expect(limit.json == ["name": "look", "limit": 2], "\(limit.text)")
            let shown = try await intake.get("/api/v1/playbooks/look").json
            #expect(shown["limit"] == 2 && shown["schedules"] == [] && shown["input_schema"]?["required"] == ["host"])
        }
    }
}
