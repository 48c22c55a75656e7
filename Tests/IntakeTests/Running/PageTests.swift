import Curl
import Encodings
import Foundation
import JSON
import PageStore
import TestServers
import Testing

/// Pages over HTTP, and what people answer.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PageTests {
    private static let plan = """
        {"name":"p","steps":[{"targets":["primary"],"wait":"5m"},{"targets":["owner@example.org"],"wait":"10m"}],
        "repeat":0,"acknowledgement_expires":"1h","last_resort":["owner@example.org"]}
        """

    /// An incident whose first step was taken: one page that was sent, and one of two ways to the other person in hand.
    private func page(_ intake: IntakeProcess) async throws -> (sent: UUID, incident: String) {
        let opened = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
        let name = try #require(opened.json["name"]?.stringValue)
        let (escalation, sent, due) = (UUID.v7(), UUID.v7(), UUID.v7())
        try await intake.database.run(
            sql: """
                insert into paging.escalation (id, incident_id, policy, plan, urgency, turns, due, taken)
                select '\(escalation)', id, 'p', '\(Self.plan)', 'high', 1, now() + interval '5 minutes', 1
                from core.incident where name = '\(name)';
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    state, subject, body, due_at)
                select v.id::uuid, e.id, e.incident_id, 0, v.person, 'high', 'p', 'step 1', 'rota primary', v.state, '', '',
                    now() from paging.escalation e, (values ('\(sent)', 'first@example.org', 'sent'),
                    ('\(due)', 'second@example.org', 'due')) as v (id, person, state) where e.id = '\(escalation)';
                insert into paging.attempt (id, page_id, position, channel, address, sender, due_at, state)
                values (core.uuid_v7(), '\(sent)', 0, 'mail', 'first@example.org', 'm@example.org', now(), 'sent'),
                    (core.uuid_v7(), '\(sent)', 1, 'mail', 'pager@example.org', 'm@example.org', now(), 'planned'),
                    (core.uuid_v7(), '\(due)', 0, 'mail', 'second@example.org', 'm@example.org', now(), 'calling');
                """)
        return (sent, name)
    }

    private func path(_ id: UUID) -> String { "/api/v1/pages/\(id.uuidString.lowercased())" }

    private func states(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select state from paging.escalation union all
                (select p.person || ' ' || p.state from paging.page p order by p.person) union all
                (select a.address || ' ' || a.state from paging.attempt a order by a.address)
                """)
    }

    private func announced(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select (convert_from(body, 'utf8')::jsonb)->'data'->>'change' from intake.outbox
                where type = 'muster.page.updated.v1' order by id
                """)
    }

    @Test func anAcknowledgementTakesBackWhatDidNotGoOutAndNamesWhatIsInHand() async throws {
        try await IntakeProcess.run { intake in
            let (id, name) = try await page(intake)
            let answer = try await intake.post(path(id), ["action": "acknowledge"], headers: [("Idempotency-Key", "a")])
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["state"] == "acknowledged")
            #expect(answer.json["acknowledged_by"] == "prometheus")
            #expect(answer.json["in_hand"] == ["second@example.org by mail"])
            #expect(answer.json["changed"] == true)
            let states = try await states(intake)
            #expect(
                states == [
                    "acknowledged", "first@example.org acknowledged", "second@example.org due",
                    "first@example.org sent", "pager@example.org superseded", "second@example.org calling",
                ])
            // The same request again is the same answer, another one changes nothing.
            let again = try await intake.post(path(id), ["action": "acknowledge"], headers: [("Idempotency-Key", "a")])
            #expect(again.text == answer.text)
            #expect(try await intake.post(path(id), ["action": "acknowledge"]).json["changed"] == false)
            #expect(try await announced(intake) == ["acknowledged"])
            let due = try await intake.database.run(
                sql: "select due - decided_at = interval '1 hour' from paging.escalation")
            #expect(due == ["t"])
            let shown = try await intake.get("/api/v1/incidents/\(name)").json
            #expect(
                shown["pages"]?.arrayValue?.compactMap { $0["person"]?.stringValue }.sorted() == [
                    "first@example.org", "second@example.org",
                ])
            #expect(shown["timeline"]?.arrayValue?.last?["text"] == "acknowledged the page")
            #expect(try await intake.get("/incidents/\(name)").text.contains("step 1 of p, rota primary"))
            #expect(try await intake.get("/api/v1/pages?state=acknowledged").json["items"]?.arrayValue?.count == 1)
            #expect(
                try await intake.get("/api/v1/pages?person=SECOND@example.org").json["items"]?.arrayValue?.count == 1)
        }
    }

    @Test func peopleResolveSnoozeEscalateAndReassign() async throws {
        try await IntakeProcess.run { intake in
            let (id, _) = try await page(intake)
            let until = JSON.string(RFC3339.string(from: Date().addingTimeInterval(1800)))
            #expect(try await intake.post(path(id), ["action": "snooze", "until": until]).status == 200)
            #expect(try await states(intake).first == "acknowledged")
            #expect(try await intake.post(path(id), ["action": "escalate"]).status == 200)
            #expect(
                try await intake.database.run(
                    sql: "select state, turns, due <= now() from paging.escalation") == ["open|1|t"])
            for to in ["owner@example.org", "primary"] {
                #expect(
                    try await intake.post(path(id), ["action": "reassign", "to": .string(to)]).status == 200)
            }
            // The second one takes the place of the first.
            #expect(
                try await intake.database.run(
                    sql:
                        "select turns, plan->'steps'->0->'targets', jsonb_array_length(plan->'steps') from paging.escalation"
                )
                    == ["0|[\"primary\"]|3"])
            #expect(try await intake.post(path(id), ["action": "reassign", "to": "x@example.org"]).status == 422)
            #expect(
                try await intake.post(path(id), ["action": "snooze", "until": "2026-01-01T00:00:00Z"]).status == 422)
            #expect(try await intake.post(path(id), ["action": "resolve"]).json["escalation"] == "resolved")
            #expect(try await intake.post(path(id), ["action": "escalate"]).status == 409)
            #expect(try await intake.post(path(id), ["action": "acknowledge"]).json["changed"] == false)
            #expect(
                try await announced(intake) == ["snoozed", "escalated", "reassigned", "reassigned", "resolved"])
            #expect(try await intake.post(path(.v7()), ["action": "acknowledge"]).status == 404)
            #expect(try await intake.post("/api/v1/pages/7", ["action": "acknowledge"]).status == 404)
        }
    }

    private func token(_ page: UUID, at time: Date = Date(), _ intake: IntakeProcess) async throws -> String {
        let key = try await intake.database.run(sql: "select encode(key, 'hex') from paging.link_key")
        return PageLink(page: page, at: time).token(signedWith: try #require(key.first.flatMap { Hex.decode($0) }))
    }

    /// Without a key and without JavaScript: the link shows a button, and only the button answers.
    @Test func aLinkAsksForAButtonAndItsPersonTakesIt() async throws {
        try await IntakeProcess.run { intake in
            let (id, name) = try await page(intake)
            let link = "/p/\(try await token(id, intake))"
            for _ in 0..<2 {
                let asked = try await intake.get(link, key: nil)
                #expect(asked.status == 200)
                #expect(asked.text.contains("<form method=\"post\"><button type=\"submit\">I take it</button></form>"))
                #expect(asked.headers["Referrer-Policy"] == "no-referrer")
                #expect(asked.headers["Content-Security-Policy"]?.contains("form-action 'self'") == true)
            }
            #expect(try await states(intake).first == "open")
            let taken = try await intake.send("POST", link, key: nil)
            #expect(taken.status == 200 && taken.text.contains("\(name) is yours"), "\(taken.text)")
            #expect(taken.text.contains("second@example.org by mail"))
            #expect(
                try await intake.database.run(sql: "select state, decided_by from paging.escalation") == [
                    "acknowledged|first@example.org"
                ])
            #expect(try await intake.send("POST", link, key: nil).text.contains("was answered before"))
            #expect(try await intake.get(link, key: nil).text.contains("first@example.org has taken it."))
        }
    }

    @Test func aLinkIsGoodForItsPageAndADayAlone() async throws {
        try await IntakeProcess.run { intake in
            let (id, _) = try await page(intake)
            let good = try await token(id, intake)
            let other = try await token(.v7(), intake)
            let old = try await token(id, at: Date().addingTimeInterval(-86_401), intake)
            let forged = good.prefix(20) + (good.dropFirst(20).first == "A" ? "B" : "A") + good.dropFirst(21)
            for token in [other, old, String(forged), "x", String(good.dropLast())] {
                let reply = try await intake.get("/p/\(token)", key: nil)
                #expect(reply.status == 404 && reply.text.contains("This link is over"), "\(token)")
                #expect(try await intake.send("POST", "/p/\(token)", key: nil).status == 404, "\(token)")
            }
            #expect(try await states(intake).first == "open")
        }
    }
}
