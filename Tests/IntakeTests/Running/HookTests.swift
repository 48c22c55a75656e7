import Curl
import Digests
import Encodings
import Foundation
import JSON
import PageStore
import TestServers
import Testing

/// What providers of text messages and calls tell, and who has the command afterwards.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct HookTests {
    private func configure(_ intake: IntakeProcess) async throws {
        try await intake.database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                select 'y', document || '{"providers":[{"name":"phones","kind":"http","url":"https://phones.example.org",
                    "token_variable":"PHONES_TOKEN"}],"capabilities":{"paging":["phones"]}}', 'test'
                from core.configuration order by version desc limit 1
                """)
    }

    /// An incident of which two people were paged: the commander, who has not answered, and another one by a text message.
    private func page(
        _ intake: IntakeProcess, command: String = "passes", bundle: UUID? = nil, paged: String = "sent"
    ) async throws -> (attempt: UUID, incident: String, commander: String) {
        let opened = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
        let name = try #require(opened.json["name"]?.stringValue)
        let commander = try #require(opened.json["commander"]?["email"]?.stringValue)
        let plan = """
            {"name":"p","steps":[{"targets":["primary"],"wait":"5m"}],"repeat":0,"last_resort":["owner@example.org"],
            "command":"\(command)"}
            """
        let (escalation, first, second, attempt) = (UUID.v7(), UUID.v7(), UUID.v7(), UUID.v7())
        try await intake.database.run(
            sql: """
                insert into paging.escalation (id, incident_id, policy, plan, urgency, turns, due, taken)
                select '\(escalation)', id, 'p', '\(plan)', 'high', 1, now() + interval '5 minutes', 1
                from core.incident where name = '\(name)';
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    state, subject, body, due_at, handed_at)
                select v.id::uuid, e.id, e.incident_id, 0, v.person, 'high', 'p', 'step 1', 'rota primary', v.state, '', '',
                    now(), case when v.state = 'sent' then now() end
                from paging.escalation e, (values ('\(first)', '\(commander)', '\(paged)'),
                    ('\(second)', 'owner@example.org', 'sent')) as v (id, person, state)
                where e.id = '\(escalation)';
                insert into paging.attempt (id, page_id, position, channel, address, sender, due_at, state, provider,
                    called_at, bundle)
                values ('\(attempt)', '\(second)', 0, 'sms', '+15550100', 'm@example.org', now(), 'sent', 'phones', now(),
                    \(bundle.map { "'\($0)'" } ?? "null"));
                """)
        return (attempt, name, commander)
    }

    private func tell(
        _ intake: IntakeProcess, _ attempt: UUID, provider: String = "phones", token: String = "token-of-phones",
        answer: String = "acknowledge"
    ) async throws -> IntakeProcess.Reply {
        let body = JSON.object([
            "effect_key": .string("page/\(UUIDText.string(from: attempt))"), "answer": .string(answer),
        ]).bytes()
        let seconds = Int(Date().timeIntervalSince1970)
        let seal = Hex.encode(hmacSHA256(Array("\(seconds).".utf8) + body, key: Array(token.utf8)))
        return try await intake.send(
            "POST", "/hooks/\(provider)", key: nil, body: body,
            headers: [("Content-Type", "application/json"), ("Muster-Signature", "t=\(seconds),v1=\(seal)")])
    }

    private func commander(_ intake: IntakeProcess, _ incident: String) async throws -> JSON? {
        try await intake.get("/api/v1/incidents/\(incident)").json["commander"]?["email"]
    }

    @Test func aKeyOfATelephoneTakesThePageAndTheCommand() async throws {
        try await IntakeProcess.run { intake in
            let (attempt, incident, _) = try await page(intake)
            #expect(try await tell(intake, attempt).status == 401, "the provider is not configured yet")
            try await configure(intake)
            try await eventually("the provider is known") {
                try await tell(intake, UUID.v7()).status == 404
            }
            #expect(try await tell(intake, attempt, token: "another").status == 401)
            #expect(try await tell(intake, attempt, answer: "resolve").status == 422)
            let taken = try await tell(intake, attempt)
            #expect(taken.status == 200, "\(taken.text)")
            #expect(taken.json["acknowledged"] == [.string(incident)])
            #expect(try await commander(intake, incident) == "owner@example.org")
            let timeline = try await intake.database.run(
                sql: "select actor from core.timeline where text = 'acknowledged the page'")
            #expect(timeline == ["owner@example.org"])
            let again = try await tell(intake, attempt)
            #expect(again.json["acknowledged"] == [])
            #expect(again.json["answered_before"] == [.string(incident)])
            // All that went along in one message is taken with it.
            let (third, fourth) = (try await page(intake), try await page(intake))
            try await intake.database.run(
                sql: "update paging.attempt set bundle = '\(third.attempt)' where id = '\(fourth.attempt)'")
            #expect(
                try await tell(intake, third.attempt).json["acknowledged"]
                    == [.string(third.incident), .string(fourth.incident)])
            // A day later nobody waits for it.
            let old = try await page(intake)
            try await intake.database.run(
                sql: "update paging.attempt set called_at = now() - interval '25 hours' where id = '\(old.attempt)'")
            #expect(try await tell(intake, old.attempt).status == 404)
        }
    }

    @Test(arguments: [("stays", "sent"), ("passes", "due")])
    func theCommandStaysWhenThePolicyDoesNotSaySoOrNobodyAskedTheCommander(
        _ command: String, paged: String
    ) async throws {
        try await IntakeProcess.run { intake in
            try await configure(intake)
            let (attempt, incident, before) = try await page(intake, command: command, paged: paged)
            try await eventually("the provider is known") {
                try await tell(intake, attempt).status == 200
            }
            #expect(try await commander(intake, incident) == .string(before))
        }
    }
}
