import Foundation
import JSON
import TestServers
import Testing

/// Parameters and headers: what the document allows is taken, and what it forbids is refused, with a sentence.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ParameterTests {
    private static let texts = [
        "", " ", "x", "0", "7", "-1", "+5", "05", "1,2", "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-0000-0000-000000000000}", "\"7\"", "\"7", "7\"", "\"\"7\"\"", "*", "W/\"7\"",
        "999999999999999999999", "open", "active,stable", "active,", "due,sent", "a b", "é", "ab\u{7F}",
        String(repeating: "k", count: 255), String(repeating: "k", count: 256),
    ]

    /// The parameter of this name in the document's components.
    private func schema(_ name: String, _ document: JSON) throws -> SchemaText {
        SchemaText(try #require(document["components"]?["parameters"]?[name]?["schema"], "\(name)"))
    }

    @Test func cursorsAreReadAsTheyAreDescribed() async throws {
        try await IntakeProcess.run { intake in
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            for (path, name) in [
                ("incidents", "IncidentCursor"), ("alerts", "Cursor"), ("pages", "Cursor"),
                ("conversations/general/messages", "Cursor"), ("incidents/INC-1/timeline", "Cursor"),
            ] {
                let schema = try schema(name, document)
                for text in Self.texts {
                    let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                    let reply = try await intake.get("/api/v1/\(path)?cursor=\(encoded)")
                    #expect(reply.status == (schema.allows(text) ? 200 : 400), "\(path) \(text): \(reply.text)")
                }
            }
        }
    }

    @Test func headersAreReadAsTheyAreDescribed() async throws {
        try await IntakeProcess.run { intake in
            let document = try await intake.get("/api/v1/openapi.json", key: nil).json
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            let match = try schema("IfMatch", document)
            let key = try schema("IdempotencyKey", document)
            // Others no client sends in a header.
            for text in Self.texts
            where !text.isEmpty && text != " " && text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
                let changed = try await intake.patch("/api/v1/incidents/INC-1", [:], headers: [("If-Match", text)])
                #expect((changed.status == 400) != match.allows(text), "If-Match \(text): \(changed.status)")
                for path in ["/api/v1/alerts?dry_run=true", "/api/v1/alerts/opsgenie?dry_run=true"] {
                    let body: JSON = ["title": "x", "message": "x"]
                    let reply = try await intake.post(
                        path, path.contains("opsgenie") ? body : ["title": "x"], headers: [("Idempotency-Key", text)])
                    #expect(reply.status == (key.allows(text) ? 200 : 400), "Idempotency-Key \(text): \(reply.status)")
                }
            }
        }
    }

    @Test func aParameterThatIsNoneIsSaidWhereverItIsRead() async throws {
        try await IntakeProcess.run { intake in
            for (path, status) in [
                ("incidents?status=", 200), ("incidents?status=active,stable", 200), ("incidents?status=active,", 400),
                ("incidents?status=,", 400), ("alerts?status=lost", 400), ("pages?state=due,sent", 200),
                ("pages?person=owner@example.org", 200), ("pages?person=", 400), ("pages?person=owner", 400),
                ("pages?person=a%00b@example.org", 400), ("oncall/primary/feed?person=owner", 400),
                ("oncall?at=1969-12-31T00:00:00Z", 400), ("oncall?at=2200-01-02T00:00:00Z", 400),
                ("oncall?at=2199-01-01T00:00:00Z", 200), ("conversations/a%00b", 400), ("alerts/a%00b", 400),
                ("incidents?limit=0", 400), ("incidents?limit=201", 400), ("incidents?limit=200", 200),
            ] {
                let reply = try await intake.get("/api/v1/\(path)")
                #expect(reply.status == status, "\(path): \(reply.text)")
                #expect(reply.status == 200 || reply.json["detail"]?.stringValue?.isEmpty == false)
            }
        }
    }

    /// U+0000 is in no text that the database keeps.
    @Test func bodiesWithANullCharacterAreRefusedAtTheirPlace() async throws {
        try await IntakeProcess.run { intake in
            let ids = try await NativePlaces.make(in: intake.database)
            let said = try await intake.post("/api/v1/conversations/general/messages", ["text": "a\u{0}b"])
            let json = [("Content-Type", "application/json")]
            let written = try await intake.send(
                "PUT", "/api/v1/documents/\(ids.document)", body: Array(#"{"body":"a\u0000b"}"#.utf8), headers: json)
            for (reply, place) in [(said, "/text"), (written, "/body")] {
                #expect(reply.status == 422, "\(reply.text)")
                #expect(reply.json["errors"]?[0]?["pointer"]?.stringValue == place)
            }
        }
    }
}
