import Curl
import Digests
import Encodings
import Foundation
import JSON
import PeopleStore
import TestServers
import Testing

/// The link of a mail, by which somebody takes part without a key and without JavaScript.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct InvolvementTests {
    private func link(
        _ email: String, at time: Date = Date(), incident: UUID? = nil, _ intake: IntakeProcess
    ) async throws -> String {
        let key = try await intake.database.run(sql: "select encode(key, 'hex') from notifier.link_key")
        let id = try await intake.database.run(sql: "select id from core.incident where name = 'INC-1'")
        let target = try #require(incident ?? id.first.flatMap { UUID(uuidString: $0) })
        let link = try #require(InvolvementLink(to: target, for: email, at: time))
        return "/j/\(link.token(signedWith: try #require(key.first.flatMap { Hex.decode($0) })))"
    }

    private func people(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(sql: "select email, name, engaged_by from core.participant order by email")
    }

    @Test func theButtonHasThemTakePartOnce() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "The till <is> empty", "type": "theft"])
            let before = try await people(intake)
            let link = try await link("First@example.org", intake)
            for _ in 0..<2 {
                let asked = try await intake.get(link, key: nil)
                #expect(asked.status == 200, "\(asked.text)")
                #expect(
                    asked.text.contains("<form method=\"post\"><button type=\"submit\">Get involved</button></form>"))
                #expect(asked.text.contains("The till &lt;is&gt; empty"))
                #expect(asked.headers["Referrer-Policy"] == "no-referrer")
                #expect(asked.headers["Content-Security-Policy"]?.contains("form-action 'self'") == true)
            }
            #expect(try await people(intake) == before, "who only looks takes no part")
            let taken = try await intake.send("POST", link, key: nil)
            #expect(taken.status == 200 && taken.text.contains("You take part in INC-1"), "\(taken.text)")
            #expect(try await people(intake) == ["first@example.org|First|first@example.org"] + before)
            let again = try await intake.send("POST", link, key: nil)
            #expect(again.status == 200 && again.text.contains("You take part already"), "\(again.text)")
            #expect(try await people(intake).count == before.count + 1)
        }
    }

    @Test func aLinkIsGoodForOnePersonOneIncidentAndAWeek() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down", "type": "theft"])
            let before = try await people(intake)
            let good = try await link("first@example.org", intake)
            var forged = Array(good)
            forged[60] = forged[60] == "A" ? "B" : "A"
            let old = try await link("first@example.org", at: Date().addingTimeInterval(-7 * 86_400 - 1), intake)
            let other = try await link("first@example.org", incident: .v7(), intake)
            for link in [String(forged), old, other, "/j/x", String(good.dropLast(3))] {
                for method in ["GET", "POST"] {
                    let reply = try await intake.send(method, link, key: nil)
                    #expect(reply.status == 404 && reply.text.contains("This link is over"), "\(link): \(reply.text)")
                }
            }
            #expect(try await people(intake) == before)
        }
    }

    /// What is restricted by now is as if it were not there; what is closed needs nobody.
    @Test func whatIsRestrictedOrClosedTakesNobodyIn() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Zanzibar", "type": "outage"])
            let link = try await link("second@example.org", intake)
            let before = try await people(intake)
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "closed"])
            let closed = try await intake.send("POST", link, key: nil)
            #expect(
                closed.status == 200
                    && closed.text.contains(before.contains { $0.hasPrefix("second@") } ? "already" : "It is closed"))
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "active", "visibility": "restricted"])
            for method in ["GET", "POST"] {
                let reply = try await intake.send(method, link, key: nil)
                #expect(reply.status == 404 && !reply.text.contains("Zanzibar"), "\(reply.text)")
            }
            #expect(try await people(intake) == before)
        }
    }
}
