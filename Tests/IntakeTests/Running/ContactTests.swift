import Curl
import Encodings
import Foundation
import JSON
import PageStore
import TestServers
import Testing

/// How people are reached, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ContactTests {
    private static let contacts = "/api/v1/people/owner@example.org/contacts"
    private static let rules = "/api/v1/people/owner@example.org/contact-rules"
    private static let json = [("Content-Type", "application/json")]

    private func put(_ intake: IntakeProcess, _ rules: JSON) async throws -> IntakeProcess.Reply {
        try await intake.send("PUT", Self.rules, body: rules.bytes(), headers: Self.json)
    }

    /// The code of a contact, as its message would have it.
    private func code(_ id: String, _ intake: IntakeProcess, generation: Int = 1) async throws -> String {
        let key = try #require(
            try await intake.database.run(sql: "select encode(key, 'hex') from paging.link_key order by id desc").first)
        return ContactCode.text(
            of: try #require(UUID(uuidString: id)), generation: generation, key: try #require(Hex.decode(key)))
    }

    @Test func anOwnContactIsUsedOnceItsCodeHasComeBack() async throws {
        try await IntakeProcess.run { intake in
            let box: JSON = ["channel": "mail", "to": "pager@example.org"]
            let added = try await intake.post(Self.contacts, box)
            #expect(added.status == 201, "\(added.text)")
            #expect(added.json["verified"] == false)
            let id = try #require(added.json["id"]?.stringValue)
            let wanted: JSON = [
                "high": [
                    ["channel": "mail", "to": "pager@example.org"], ["channel": "mail", "to": "owner@example.org"],
                ]
            ]
            let refused = try await put(intake, wanted)
            #expect(refused.status == 422)
            #expect(
                refused.json["detail"]
                    == "mail to pager@example.org is not verified: `muster contact add` sends a code there")
            #expect(refused.json["errors"]?[0]?["pointer"] == "/high/0/to")
            let right = try await code(id, intake)
            let wrong = right == "00000000" ? "00000001" : "00000000"
            #expect(try await intake.post("\(Self.contacts)/\(id)", ["code": .string(wrong)]).status == 422)
            let verified = try await intake.post("\(Self.contacts)/\(id)", ["code": .string(right)])
            #expect(verified.status == 200, "\(verified.text)")
            #expect(verified.json["verified"] == true)
            let set = try await put(intake, wanted)
            #expect(set.status == 200, "\(set.text)")
            #expect(set.json["rules"]?["source"] == "own")
            #expect(set.json["rules"]?["high"]?.arrayValue?.map { $0["used"] } == [true, true])
            // Whose contacts were changed hears of it, where the configuration says.
            #expect(
                try await intake.database.run(
                    sql: "select distinct kind || ' ' || address from paging.trial where kind = 'change'")
                    == ["change owner@example.org"])
            #expect(try await put(intake, [:]).json["rules"]?["source"] == "configuration")
        }
    }

    @Test func aCodeIsGuessedAtFiveTimes() async throws {
        try await IntakeProcess.run { intake in
            let added = try await intake.post(Self.contacts, ["channel": "mail", "to": "pager@example.org"])
            let id = try #require(added.json["id"]?.stringValue)
            let right = try await code(id, intake)
            for _ in 0..<5 {
                #expect(try await intake.post("\(Self.contacts)/\(id)", ["code": "no"]).status == 422)
            }
            #expect(try await intake.post("\(Self.contacts)/\(id)", ["code": .string(right)]).status == 422)
            // Another code begins anew, but not at once; the first one is over.
            let again: JSON = ["channel": "mail", "to": "pager@example.org"]
            #expect(try await intake.post(Self.contacts, again).status == 429)
            try await intake.database.run(sql: "update paging.contact set code_at = now() - interval '61 s'")
            #expect(try await intake.post(Self.contacts, again).status == 201)
            #expect(try await intake.post("\(Self.contacts)/\(id)", ["code": .string(right)]).status == 422)
            let second = try await code(id, intake, generation: 2)
            #expect(try await intake.post("\(Self.contacts)/\(id)", ["code": .string(second)]).status == 200)
        }
    }

    @Test func whatCannotBeReachedIsRefused() async throws {
        try await IntakeProcess.run { intake in
            let phone = try await intake.post(Self.contacts, ["channel": "sms", "to": "+15550100"])
            #expect(phone.status == 422)
            #expect(phone.json["detail"]?.stringValue?.hasPrefix("nothing carries sms") == true)
            #expect(try await intake.post(Self.contacts, ["channel": "mail", "to": "nobody"]).status == 422)
            let stranger = try await intake.post(
                "/api/v1/people/x@example.org/contacts", ["channel": "mail", "to": "a@example.org"])
            #expect(stranger.status == 404)
        }
    }

    @Test func aTestPageGoesEachWayAndIsBounded() async throws {
        try await IntakeProcess.run { intake in
            let path = "/api/v1/people/OWNER@example.org/test-pages"
            let answer = try await intake.post(path, [:], headers: [("Idempotency-Key", "a")])
            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer.json["state"] == "due")
            #expect(answer.json["ways"]?.arrayValue?.map { $0["to"] } == ["owner@example.org"])
            #expect(try await intake.post(path, [:], headers: [("Idempotency-Key", "a")]).text == answer.text)
            let announced = try await intake.database.run(
                sql: """
                    select count(*) from intake.outbox where type = 'muster.trial.requested.v1'
                        and (convert_from(body, 'utf8')::jsonb)->>'subject' = 'owner@example.org'
                    """)
            #expect(announced == ["1"])
            try await intake.database.run(sql: "update paging.trial set state = 'sent', provider = 'post'")
            let id = try #require(answer.json["id"]?.stringValue)
            let shown = try await intake.get("/api/v1/test-pages/\(id)")
            #expect(shown.json["state"] == "sent")
            #expect(shown.json["ways"]?[0]?["provider"] == "post")
            for _ in 1..<5 { #expect(try await intake.post(path, [:]).status == 201) }
            #expect(try await intake.post(path, [:]).status == 429)
        }
    }

    @Test func answersFitTheirDescription() async throws {
        try await IntakeProcess.run { intake in
            let schemas = JSONSchema(document: try await intake.get("/api/v1/openapi.json", key: nil).json)
            func check(_ reply: IntakeProcess.Reply, _ path: String, _ method: String) throws {
                let schema = try #require(schemas.answer(path, method, reply.status), "\(method) \(path) \(reply.text)")
                #expect(schemas.faults(reply.json, schema) == [], "\(method) \(path)")
            }
            let (contacts, one) = ("/api/v1/people/{person}/contacts", "/api/v1/people/{person}/contacts/{id}")
            let added = try await intake.post(Self.contacts, ["channel": "mail", "to": "pager@example.org"])
            try check(added, contacts, "post")
            try check(await intake.get(Self.contacts), contacts, "get")
            let id = try #require(added.json["id"]?.stringValue)
            let right = try await code(id, intake)
            try check(await intake.post("\(Self.contacts)/\(id)", ["code": .string(right)]), one, "post")
            try check(
                await put(intake, ["low": [["channel": "mail", "to": "pager@example.org", "after_seconds": 60]]]),
                "/api/v1/people/{person}/contact-rules", "put")
            try check(await intake.send("DELETE", "\(Self.contacts)/\(id)"), one, "delete")
            let test = try await intake.post("/api/v1/people/owner@example.org/test-pages", [:])
            try check(test, "/api/v1/people/{person}/test-pages", "post")
            let page = try #require(test.json["id"]?.stringValue)
            try check(await intake.get("/api/v1/test-pages/\(page)"), "/api/v1/test-pages/{id}", "get")
        }
    }
}
