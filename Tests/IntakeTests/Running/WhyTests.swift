import Curl
import Encodings
import Foundation
import JSON
import Logging
import PageStore
import Postgres
import TestServers
import Testing

/// "Why was I, or was I not, paged?", over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct WhyTests {
    private func why(_ intake: IntakeProcess, _ subject: String) async throws -> JSON {
        let reply = try await intake.get("/api/v1/why/\(subject)")
        #expect(reply.status == 200, "\(reply.text)")
        return reply.json
    }

    private func facts(_ answer: JSON, in place: String) -> [String] {
        (answer["facts"]?.arrayValue ?? []).filter { $0["place"]?.stringValue == place }
            .compactMap { $0["fact"]?.stringValue }
    }

    /// A page of an incident, with attempts as they are given: channel, address, state, answer.
    private func page(
        _ intake: IntakeProcess, person: String, _ attempts: [(String, String, String, String)]
    ) async throws -> (id: UUID, incident: String) {
        let opened = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
        let name = try #require(opened.json["name"]?.stringValue)
        let (escalation, page) = (UUID.v7(), UUID.v7())
        let rows = attempts.enumerated().map { index, attempt in
            let (channel, address, state, answer) = attempt
            return """
                (core.uuid_v7(), '\(page)', \(index), '\(channel)', '\(address)', 'm@example.org', now(), '\(state)',
                    'post', case when '\(state)' <> 'planned' then now() end, '\(answer)')
                """
        }.joined(separator: ", ")
        try await intake.database.run(
            sql: """
                insert into paging.escalation (id, incident_id, policy, plan, urgency, turns, due, taken)
                select '\(escalation)', id, 'payments', '{}', 'high', 1, now() + interval '5 minutes', 1
                from core.incident where name = '\(name)';
                insert into paging.step (escalation_id, number, title, due_at, outcome)
                values ('\(escalation)', 0, 'step 1', now(), 'paged');
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    state, subject, body, due_at)
                select '\(page)', id, incident_id, 0, '\(person)', 'high', 'payments', 'step 1', 'rota primary', 'sent', '',
                    '', now() from paging.escalation where id = '\(escalation)';
                insert into paging.attempt (id, page_id, position, channel, address, sender, due_at, state, provider,
                    ended_at, answer) values \(rows);
                """)
        return (page, name)
    }

    @Test func aPageTellsOfEachWay() async throws {
        try await IntakeProcess.run { intake in
            let held = "held back: 5 messages in 15 minutes went to this address"
            let (id, incident) = try await page(
                intake, person: "first@example.org",
                [
                    ("mail", "a@example.org", "failed", "no such box"), ("mail", "b@example.org", "sent", "250 ok"),
                    ("sms", "+15550100", "planned", held),
                ])
            let answer = try await why(intake, UUIDText.string(from: id))
            #expect(answer["question"] == .string("Why was first@example.org paged about \(incident)?"))
            #expect(facts(answer, in: "page") == ["first@example.org was to be paged about \(incident): rota primary"])
            #expect(
                facts(answer, in: "receipt") == [
                    "the page to first@example.org by mail to a@example.org was refused: no such box",
                    "post took the page to first@example.org by mail to b@example.org: 250 ok",
                ])
            #expect(facts(answer, in: "throttle").first?.hasSuffix(": \(held)") == true)
            // Who answers decides.
            let path = "/api/v1/pages/\(UUIDText.string(from: id))"
            #expect(try await intake.post(path, ["action": "acknowledge"]).status == 200)
            let after = try await why(intake, UUIDText.string(from: id))
            #expect(after["answer"] == .string("prometheus took \(incident): nobody else was paged about it."))
            let schemas = JSONSchema(document: try await intake.get("/api/v1/openapi.json", key: nil).json)
            let schema = try #require(schemas.answer("/api/v1/why/{subject}", "get", 200))
            #expect(schemas.faults(after, schema) == [])
        }
    }

    private func send(
        _ intake: IntakeProcess, _ key: String, team: String, severity: String = "critical"
    ) async throws -> String {
        let stored = try await intake.post(
            "/api/v1/alerts",
            [
                "title": .string("Trouble with \(key)"), "dedup_key": .string(key), "severity": .string(severity),
                "labels": ["team": .string(team)], "group_key": .string(key),
            ])
        return try #require(stored.json["alerts"]?[0]?["id"]?.stringValue, "\(stored.text)")
    }

    @Test func anAlertWithAMistypedLabelNamesTheRouteThatItMissed() async throws {
        try await IntakeProcess.run { intake in
            let id = try await send(intake, "disk", team: "setling", severity: "warning")
            let told = """
                no route took it; the nearest is settling: it asks for team="settling", and the alert has team="setling"
                """
            for subject in [id, "disk"] {
                let answer = try await why(intake, subject)
                #expect(answer["answer"] == .string("\(told)."))
                #expect(facts(answer, in: "route") == ["no route matches", told])
            }
            // Said again and over: that explains nothing.
            _ = try await send(intake, "disk", team: "setling", severity: "warning")
            _ = try await intake.post("/api/v1/alerts", ["title": "x", "dedup_key": "disk", "action": "resolve"])
            let answer = try await why(intake, id)
            #expect(answer["answer"] == .string("\(told)."))
            #expect(facts(answer, in: "door").count == 3)
        }
    }

    @Test func aSilencedAlertNamesTheSilence() async throws {
        try await IntakeProcess.run { intake in
            let silence = try await intake.post(
                "/api/v1/silences",
                [
                    "matchers": ["team=\"db\""], "until": Date().addingTimeInterval(3600).json,
                    "reason": "the disks are exchanged", "author": "ana@example.org",
                ])
            let name = try #require(silence.json["id"]?.stringValue)
            let id = try await send(intake, "disk", team: "db")
            let answer = try await why(intake, id)
            let fact = try #require(facts(answer, in: "silence").first)
            #expect(fact.hasPrefix("the silence of ana@example.org from 20"))
            #expect(
                fact.hasSuffix(
                    "holds back team=\"db\" (the disks are exchanged): nobody was told of Trouble with disk"))
            #expect(answer["answer"] == .string("\(fact)."))
            // Whoever was on call asks too.
            let person = try await why(intake, "owner@example.org")
            #expect(facts(person, in: "silence") == ["a silence of ana@example.org held back Trouble with disk"])
            // Ended early: by whom, and that the alert went on.
            #expect(try await intake.send("DELETE", "/api/v1/silences/\(name)").status == 200)
            let after = facts(try await why(intake, id), in: "silence")
            #expect(after.first?.contains(", ended early by prometheus holds back") == true)
        }
    }

    @Test func anAlertThatItsSenderInhibitedNamesWhatInhibitedIt() async throws {
        try await IntakeProcess.run { intake in
            let reply = try await intake.post(
                "/api/v1/alerts/alertmanager/events",
                [
                    "@timestamp": "2026-11-28T10:00:03Z", "instance": "am-1",
                    "data": [
                        "inhibitionMutedAlert": [
                            "inhibitingFingerprints": ["4096"], "mutedAlert": ["fingerprint": "255"],
                        ]
                    ],
                ])
            #expect(reply.json["accepted"] == 1, "\(reply.text)")
            // It never came: its fingerprint is all there is.
            let answer = try await why(intake, "00000000000000ff")
            #expect(answer["question"] == "Why did the alert 00000000000000ff not come?")
            #expect(
                answer["answer"] == "prometheus says: kept back because of the alert 0000000000001000.")
            let schemas = JSONSchema(document: try await intake.get("/api/v1/openapi.json", key: nil).json)
            let schema = try #require(schemas.answer("/api/v1/why/{subject}", "get", 200))
            #expect(schemas.faults(answer, schema) == [])
        }
    }

    @Test func aThrottledPageNamesTheLimit() async throws {
        try await IntakeProcess.run { intake in
            let sent = (0..<5).map { _ in ("sms", "+15550100", "sent", "250 ok") }
            let (id, _) = try await page(
                intake, person: "first@example.org", sent + [("sms", "+15550100", "planned", "")])
            let rows = try await intake.database.run(
                sql: """
                    update paging.attempt set called_at = now() where state = 'sent';
                    select id from paging.attempt where state = 'planned'
                    """)
            let attempt = try #require(rows.last.flatMap { UUID(uuidString: $0) })
            let client = PostgresClient(
                configuration: try PostgresConfiguration(
                    url: intake.database.url(process: "paging"), applicationName: "test"),
                logger: Logger(label: "test"))
            let held = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                let rows = try await client.query(Bundles.hold(attempt))
                group.cancelAll()
                return rows.count
            }
            #expect(held == 1)
            let answer = try await why(intake, UUIDText.string(from: id))
            #expect(
                facts(answer, in: "throttle").first?.hasSuffix(
                    ": held back: 5 messages in 15 minutes went to this address") == true)
            #expect(answer["answer"]?.stringValue?.contains("5 messages in 15 minutes") == true)
        }
    }

    @Test func stormsAndWaitingNameTheirRoute() async throws {
        try await IntakeProcess.run { intake in
            let waits = try await why(intake, try await send(intake, "w", team: "patient"))
            #expect(
                facts(waits, in: "wait").first?.hasPrefix("route patient waited with Trouble with w until 20") == true)
            for key in ["a", "b"] { _ = try await send(intake, key, team: "joining") }
            let swallowed = try await why(intake, try await send(intake, "c", team: "joining"))
            #expect(
                facts(swallowed, in: "storm") == [
                    "INC-2 is the storm of route joining, whose limit is 1 incident in 10m: it pages once for all of its 2 alerts"
                ])
        }
    }

    @Test func anIncidentWhoseTypePagesNobodySaysSo() async throws {
        try await IntakeProcess.run { intake in
            let stored = try await intake.post(
                "/api/v1/alerts", ["title": "Disk full", "dedup_key": "disk", "severity": "critical"])
            let id = try #require(stored.json["alerts"]?[0]?["id"]?.stringValue)
            let opened = try await intake.post("/api/v1/incidents", ["title": "Disk full"])
            let name = try #require(opened.json["name"]?.stringValue)
            try await intake.database.run(
                sql: """
                    update core.alert set outcome = 'attached', reason = 'joined \(name)',
                        incident_id = (select id from core.incident where name = '\(name)')
                    """)
            let answer = try await why(intake, id)
            #expect(facts(answer, in: "escalation").first?.hasSuffix("paged nobody: its type pages nobody") == true)
        }
    }

    @Test func aPersonHearsWhetherTheyWereOnCallAndWhoWasPaged() async throws {
        try await IntakeProcess.run { intake in
            let (_, incident) = try await page(
                intake, person: "first@example.org", [("mail", "first@example.org", "sent", "250 ok")])
            let paged = try await why(intake, "FIRST@example.org")
            #expect(facts(paged, in: "receipt").count == 1)
            #expect(
                facts(paged, in: "contact") == [
                    "first@example.org is reached by high: mail to first@example.org; low: mail to first@example.org"
                ])
            let other = try await why(intake, "owner@example.org")
            #expect(facts(other, in: "oncall") == ["owner@example.org was on call by no schedule at that time"])
            #expect(
                facts(other, in: "step").first?.hasSuffix("paged first@example.org, and not owner@example.org") == true)
            #expect(facts(other, in: "step").first?.contains(incident) == true)
            #expect(
                other["answer"]
                    == "no step of a policy asked for owner@example.org within an hour of that time.")
            let before = try await intake.get("/api/v1/why/first@example.org?at=2026-01-05T00:00:00Z")
            #expect(facts(before.json, in: "receipt") == [])
            #expect(facts(before.json, in: "oncall").count == 1)
            #expect(try await intake.get("/api/v1/why/x@example.org").status == 404)
            #expect(try await intake.get("/api/v1/why/nothing").status == 404)
        }
    }
}
