import Curl
import Foundation
import JSON
import TestServers
import Testing

/// Who joins an incident by rules and by their own wish, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct EngagementTests {
    private static let path = "/api/v1/people/first@example.org/engagements"

    private func put(_ intake: IntakeProcess, _ rules: JSON) async throws -> IntakeProcess.Reply {
        try await intake.send(
            "PUT", Self.path, body: (["rules": rules] as JSON).bytes(), headers: [("Content-Type", "application/json")])
    }

    private func participants(_ intake: IntakeProcess, _ name: String) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select p.email || ' ' || p.engaged_by from core.participant p join core.incident i on i.id = p.incident_id
                where i.name = '\(name)' and p.email = 'first@example.org'
                """)
    }

    /// Opens an incident whose commander does not depend on the day.
    private func open(_ intake: IntakeProcess, _ title: String, severity: String = "SEV2") async throws -> String {
        let reply = try await intake.post(
            "/api/v1/incidents", ["title": .string(title), "type": "theft", "severity": .string(severity)])
        #expect(reply.status == 201, "\(reply.text)")
        return reply.json["name"]?.stringValue ?? ""
    }

    @Test func aWishIsKeptCheckedAndTakenBack() async throws {
        try await IntakeProcess.run { intake in
            #expect(
                try await intake.get(Self.path).json == ["person": "first@example.org", "rules": [], "configured": []])
            let rule: JSON = ["types": ["outage"], "severity": "SEV1", "priority": .null, "keywords": ["till"]]
            let kept = try await put(intake, [rule])
            #expect(kept.status == 200 && kept.json["rules"] == [rule], "\(kept.text)")
            #expect(try await intake.get(Self.path).json["rules"] == [rule])
            let wrong = try await put(intake, [["types": ["fire"]]])
            #expect(wrong.status == 422 && wrong.text.contains("/rules/0/types"), "\(wrong.text)")
            #expect(try await put(intake, [[:]]).status == 422)
            #expect(try await intake.get(Self.path).json["rules"] == [rule], "nothing of it was written")
            #expect(try await intake.get("/api/v1/people/zoe@example.org/engagements").status == 404)
            #expect(try await put(intake, []).json["rules"] == [])
            #expect(try await intake.database.run(sql: "select count(*) from core.engagement_preference") == ["0"])
            #expect(
                try await intake.database.run(
                    sql: "select count(*) from core.audit where action = 'engagement.changed'") == ["2"])
        }
    }

    @Test func whoWantsIsEngagedWhenAnIncidentOpensAndWhenItChanges() async throws {
        try await IntakeProcess.run { intake in
            #expect(try await put(intake, [["keywords": ["Till"]], ["severity": "SEV1"]]).status == 200)
            try await eventually("the wish is known") {
                let name = try await open(intake, "The till is down")
                return try await participants(intake, name) == ["first@example.org their own preference"]
            }
            let name = try await open(intake, "Something else")
            #expect(try await participants(intake, name) == [])
            for _ in 0..<2 {
                #expect(try await intake.patch("/api/v1/incidents/\(name)", ["severity": "SEV1"]).status == 200)
            }
            #expect(try await participants(intake, name) == ["first@example.org their own preference"])
            let lines = try await intake.database.run(
                sql: """
                    select t.actor || ': ' || t.text from core.timeline t join core.incident i on i.id = t.incident_id
                    where i.name = '\(name)' and t.text like 'First%'
                    """)
            #expect(lines == ["their own preference: First (Reliability, Berlin) joined as participant"])
            let told = try await intake.database.run(
                sql: """
                    select count(*) from intake.outbox o join core.incident i on i.id = o.correlation_id
                    where o.type = 'muster.participant.added.v1' and i.name = '\(name)'
                    """)
            #expect(told == ["1"])
        }
    }
}
