import AlertDesk
import Contracts
import Encodings
import Foundation
import JSON
import Logging
import Postgres
import SampleOrganisation
import TestServers
import Testing
import WorkStore
import WorkerKit

@testable import Intake

/// Silences over HTTP, and what they do to alerts.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct SilenceTests {
    private func silence(
        _ matchers: JSON..., hours: Double = 1, reason: String = "upgrade"
    ) -> JSON {
        [
            "matchers": .array(matchers), "until": Date().addingTimeInterval(hours * 3600).json,
            "reason": .string(reason),
        ]
    }

    private func alert(_ key: String, team: String = "db") -> JSON {
        [
            "title": .string("Trouble with \(key)"), "severity": "critical", "dedup_key": .string(key),
            "labels": ["team": .string(team)],
        ]
    }

    private func create(_ intake: IntakeProcess, _ body: JSON) async throws -> JSON {
        let reply = try await intake.post("/api/v1/silences", body)
        #expect(reply.status == 201, "\(reply.text)")
        return reply.json
    }

    private func send(_ intake: IntakeProcess, _ alert: JSON) async throws -> JSON {
        let reply = try await intake.post("/api/v1/alerts", alert)
        let id = try #require(reply.json["alerts"]?[0]?["id"]?.stringValue, "\(reply.text)")
        return try await intake.get("/api/v1/alerts/\(id)").json
    }

    /// Carries out what is ordered of intake, as it does once the broker is there.
    private func carryOut(_ intake: IntakeProcess) async throws {
        let client = PostgresClient(
            configuration: try PostgresConfiguration(
                url: intake.database.url(process: "intake"), applicationName: "test"), logger: Logger(label: "test"))
        let handler = RecoverAlertsHandler(
            organisation: { try Samples.organisation() }, recovery: AlertRecovery(silences: SilenceBook()))
        let bodies = try await intake.database.run(
            sql:
                "select convert_from(body, 'UTF8') from intake.outbox where type = 'muster.alerts.recover.v1' order by id"
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            let committer = Committer(
                database: client, source: "/muster/intake", handOver: { _ in }, publish: { _ in [] }, wakeTimers: {})
            for body in bodies {
                let order = try RecoverAlerts(JSONReader(try #require(try JSON.parse(body)["data"])))
                let message = Received(
                    id: .v7(), body: order, subject: "recovery", time: Date(), correlationID: nil, traceparent: nil,
                    attempt: 1)
                _ = try await committer.commit { try await handler.handle([message], in: $0) }
            }
            group.cancelAll()
        }
    }

    @Test func aSilencedAlertIsKeptOpensNothingAndNamesTheSilence() async throws {
        try await IntakeProcess.run { intake in
            let made = try await create(intake, silence("team=~\"d.*\"", ["name": "severity", "value": "critical"]))
            #expect(made["state"] == "active" && made["author"] == "prometheus" && made["matched"] == 0)
            #expect(
                made["matchers"] == [
                    ["name": "team", "value": "d.*", "is_regex": true, "is_equal": true],
                    ["name": "severity", "value": "critical", "is_regex": false, "is_equal": true],
                ])
            let dry = try await intake.post("/api/v1/alerts?dry_run=true", alert("a")).json["alerts"]?[0]
            #expect(dry?["outcome"] == "silenced" && dry?["silence"] == made["id"] && dry?["incident"] == .null)
            let held = try await send(intake, alert("a"))
            #expect(held["outcome"] == "silenced" && held["silence"] == made["id"] && held["incident"] == .null)
            #expect(held["reason"]?.stringValue?.contains("of prometheus holds it back: upgrade") == true)
            #expect(try await send(intake, alert("b", team: "web"))["outcome"] == "incident")
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["1"])
            let id = try #require(made["id"]?.stringValue)
            #expect(try await intake.get("/api/v1/silences/\(id)").json["matched"] == 1)
            let timer = try await intake.database.run(
                sql: """
                    select t.key, t.due = s.ends_at from intake.timer t, core.silence s
                    where t.type = 'muster.alerts.recover.v1'
                    """)
            #expect(timer == ["recover silence \(id)|t"])
        }
    }

    /// The same moment on every instance: what is committed is seen by whatever is decided next.
    @Test func everyInstanceSeesASilenceAtOnce() async throws {
        try await IntakeProcess.run { one in
            try await one.second { two in
                for round in 0..<10 {
                    let made = try await create(one, silence(.string("round=\"\(round)\"")))
                    var body = alert("k\(round)")
                    body = [
                        "title": "T", "severity": "critical", "dedup_key": .string("k\(round)"),
                        "labels": ["round": .string("\(round)")],
                    ]
                    #expect(try await send(two, body)["silence"] == made["id"])
                    let id = try #require(made["id"]?.stringValue)
                    #expect(try await two.send("DELETE", "/api/v1/silences/\(id)").status == 200)
                    #expect(try await send(one, body)["outcome"] == "incident")
                }
            }
        }
    }

    @Test func whatFiresStillWhenASilenceIsEndedIsRoutedOnce() async throws {
        try await IntakeProcess.run { intake in
            let made = try await create(intake, silence("team=db"))
            let id = try #require(made["id"]?.stringValue)
            for key in ["a", "b", "c"] { _ = try await send(intake, alert(key)) }
            _ = try await intake.post("/api/v1/alerts", ["dedup_key": "b", "action": "resolve"])
            // Another one holds c back still.
            let other = try await create(intake, silence("dedup_key=c", hours: 2))
            let ended = try await intake.send("DELETE", "/api/v1/silences/\(id)")
            #expect(ended.json["state"] == "expired" && ended.json["expired_by"] == "prometheus")
            #expect(try await intake.send("DELETE", "/api/v1/silences/\(id)").status == 409)
            for _ in 0..<2 { try await carryOut(intake) }
            let rows = try await intake.database.run(
                sql: """
                    select a.dedup_key, a.outcome, a.status, a.count, h.silence_id, h.released_at is null
                    from core.alert a join core.held_alert h on h.alert_id = a.id order by a.dedup_key
                    """)
            let last = try #require(other["id"]?.stringValue)
            #expect(
                rows == [
                    "a|incident|open|1|\(id)|f", "b|silenced|resolved|1|\(id)|f", "c|silenced|open|1|\(last)|t",
                ])
            #expect(try await intake.database.run(sql: "select count(*) from core.incident") == ["1"])
            let announced = try await intake.database.run(
                sql: "select count(*) from intake.outbox where type = 'muster.incident.opened.v1'")
            #expect(announced == ["1"])
            let timers = try await intake.database.run(sql: "select key from intake.timer order by key")
            #expect(timers == ["recover silence \(last)"])
        }
    }

    /// Intake decides by a silence while somebody ends it: whoever is second sees the first.
    @Test func whatIsHeldBackWhileASilenceIsEndedIsNotForgotten() async throws {
        try await IntakeProcess.run { intake in
            for round in 0..<15 {
                let made = try await create(intake, silence(.string("team=\"t\(round)\"")))
                let id = try #require(made["id"]?.stringValue)
                async let alerts: Void = {
                    for key in 0..<8 { _ = try await send(intake, alert("r\(round)-\(key)", team: "t\(round)")) }
                }()
                async let end = intake.send("DELETE", "/api/v1/silences/\(id)")
                #expect(try await end.status == 200)
                try await alerts
            }
            try await carryOut(intake)
            // What was held back after the end has a timer that is due.
            let forgotten = try await intake.database.run(
                sql: """
                    select a.dedup_key from core.alert a join core.held_alert h on h.alert_id = a.id
                    where a.outcome = 'silenced' and not exists (
                        select from intake.timer t where t.key = 'recover silence ' || h.silence_id and t.due <= now())
                    """)
            #expect(forgotten == [])
        }
    }

    @Test func refusesWhatCannotBeASilence() async throws {
        try await IntakeProcess.run { intake in
            let future = Date().addingTimeInterval(3600).json
            let bodies: [(JSON, String)] = [
                (["matchers": [], "until": future, "reason": "r"], "at least one matcher is needed"),
                (["matchers": ["a="], "until": future, "reason": "r"], "match every alert"),
                (["matchers": ["a=~\"(\""], "until": future, "reason": "r"], "no regular expression"),
                (["matchers": ["a=b"], "until": "2020-01-01T00:00:00Z", "reason": "r"], "must lie after from"),
                (["matchers": ["a=b"], "until": future, "from": future, "reason": "r"], "must lie after from"),
                (["matchers": ["a=b"], "until": future], "reason"),
                (
                    ["matchers": [["name": "a", "value": "(", "is_regex": true]], "until": future, "reason": "r"],
                    "no regular expression"
                ),
            ]
            for (body, reason) in bodies {
                let reply = try await intake.post("/api/v1/silences", body)
                #expect(reply.status == 422 && reply.text.contains(reason), "\(reply.text)")
            }
            #expect(try await intake.get("/api/v1/silences/nosuch").status == 404)
            #expect(
                try await intake.send("DELETE", "/api/v1/silences/01933f5e-7d1a-7c3b-9f00-0123456789ab").status == 404)
            #expect(
                try await intake.send("GET", "/api/v1/silences", key: IntakeProcess.readingKey).json["items"] == [])
        }
    }

    @Test func listsByStateAndIsIdempotent() async throws {
        try await IntakeProcess.run { intake in
            let body = silence("team=db")
            let first = try await intake.post("/api/v1/silences", body, headers: [("Idempotency-Key", "s")])
            let again = try await intake.post("/api/v1/silences", body, headers: [("Idempotency-Key", "s")])
            #expect(first.json == again.json)
            let later = try await create(
                intake,
                [
                    "matchers": ["team=db"], "from": Date().addingTimeInterval(600).json,
                    "until": Date().addingTimeInterval(1200).json, "reason": "later", "author": "ops",
                ])
            #expect(later["state"] == "pending" && later["author"] == "ops")
            let id = try #require(later["id"]?.stringValue)
            #expect(try await intake.send("DELETE", "/api/v1/silences/\(id)").json["state"] == "expired")
            let all = try await intake.get("/api/v1/silences").json["items"]?.arrayValue ?? []
            #expect(all.map { $0["state"]?.stringValue } == ["expired", "active"])
            let active = try await intake.get("/api/v1/silences?state=active,pending").json
            #expect(active["items"]?.arrayValue?.count == 1)
            let audit = try await intake.database.run(
                sql: "select action from core.audit where action like 'silence.%' order by at, action")
            #expect(audit == ["silence.created", "silence.created", "silence.expired"])
        }
    }
}
