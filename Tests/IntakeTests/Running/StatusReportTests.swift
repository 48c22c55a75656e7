import Curl
import Foundation
import JSON
import TestServers
import Testing

/// What people report of an incident, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StatusReportTests {
    private static let path = "/api/v1/incidents/INC-1/reports"

    private func open(_ intake: IntakeProcess, type: String = "outage") async throws {
        let opened = try await intake.post(
            "/api/v1/incidents", ["title": "Payments are refused", "description": "Since noon", "type": .string(type)])
        #expect(opened.status == 201, "\(opened.text)")
    }

    @Test func aReportStandsInTheTimelineAndBeginsTheNext() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let first = try await intake.get("\(Self.path)/draft").json
            #expect(
                first == [
                    "conditions": "Since noon", "actions": "", "needs": "", "audience": "participants", "last": .null,
                ])
            let body: JSON = [
                "conditions": "Cards of one bank\nare refused", "actions": "We ask them", "author": "Ana",
                "audience": "everybody",
            ]
            let made = try await intake.post(Self.path, body, headers: [("Idempotency-Key", "k")])
            #expect(made.status == 201 && made.json["needs"] == "", "\(made.text)")
            let again = try await intake.post(Self.path, body, headers: [("Idempotency-Key", "k")])
            #expect(again.text == made.text)
            let draft = try await intake.get("\(Self.path)/draft").json
            #expect(draft["actions"] == "We ask them" && draft["audience"] == "everybody" && draft["last"] == made.json)
            _ = try await intake.post(Self.path, ["conditions": "It is over"])
            let list = try await intake.get("\(Self.path)?limit=1").json
            #expect(list["items"]?[0]?["conditions"] == "It is over" && list["items"]?[0]?["author"] == "prometheus")
            let cursor = try #require(list["next_cursor"]?.stringValue)
            #expect(try await intake.get("\(Self.path)?limit=1&cursor=\(cursor)").json["items"]?[0] == made.json)
            let lines = try await intake.database.run(
                sql: "select t.text from core.timeline t where t.kind = 'report' order by t.at, t.id")
            #expect(
                lines == [
                    "Status report of Ana: Cards of one bank are refused", "Status report of prometheus: It is over",
                ])
            // What is announced names the report, and says nothing of it.
            let bodies = try await intake.database.run(
                sql: "select convert_from(body, 'utf8') from intake.outbox where type = 'muster.incident.updated.v1'")
            #expect(bodies.count == 2 && bodies.allSatisfy { !$0.contains("bank") })
            #expect(bodies.contains { $0.contains(made.json["id"]?.stringValue ?? "none") })
        }
    }

    @Test func remindersArePutOffForADayAtMost() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let path = "\(Self.path)/delays"
            for seconds in [-60, 172_800] as [TimeInterval] {
                let refused = try await intake.post(path, ["until": Date().addingTimeInterval(seconds).json])
                #expect(refused.status == 422, "\(refused.text)")
            }
            let until = Date().addingTimeInterval(3600).json
            let made = try await intake.post(path, ["until": until])
            #expect(made.status == 201 && made.json["until"] == until, "\(made.text)")
            let changes = try await intake.database.run(
                sql: """
                    select (convert_from(body, 'utf8')::jsonb)->'data'->>'changes' from intake.outbox
                    where type = 'muster.incident.updated.v1'
                    """)
            #expect(changes == ["[\"report_delay\"]"])
        }
    }

    @Test func whatCannotBeReportedIsRefused() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake, type: "breach")
            for (body, place) in [
                ([:], "/conditions"), (["conditions": ""], "/conditions"),
                (["conditions": "x", "audience": "press"], "/audience"),
                (["conditions": "x", "audience": "everybody"], "/audience"),
                (["conditions": "x", "needs": .string(String(repeating: "x", count: 5001))], "/needs"),
            ] as [(JSON, String)] {
                let reply = try await intake.post(Self.path, body)
                #expect(reply.status == 422 && reply.json["errors"]?[0]?["pointer"] == .string(place), "\(reply.text)")
            }
            #expect(try await intake.post("/api/v1/incidents/INC-9/reports", ["conditions": "x"]).status == 404)
            #expect(try await intake.post(Self.path, ["conditions": "zanzibar"]).status == 201)
            for path in [Self.path, "\(Self.path)/draft"] {
                #expect(try await intake.get(path, key: IntakeProcess.readingKey).status == 404)
            }
            #expect(try await intake.database.run(sql: "select count(*) from core.status_report") == ["1"])
        }
    }
}
