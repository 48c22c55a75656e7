import Foundation
import JSON
import TestServers
import Testing

/// Comments on documents, and the tasks that those with an assignee are.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct CommentTests {
    private static let document = "0190a000-0000-7000-8000-00000000003d"

    /// An incident with a document that says something.
    private func prepare(_ intake: IntakeProcess) async throws {
        _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
        _ = try await intake.database.run(
            sql: """
                insert into native.document (id, effect_key, title, format)
                select '\(Self.document)', 'incident/' || id || '/document', 'Review', 'markdown' from core.incident;
                insert into native.document_version (document_id, version, body, author)
                values ('\(Self.document)', 1, '# Review\n\nThe queue was full.', 'Muster')
                """)
    }

    private var path: String { "/api/v1/documents/\(Self.document)/comments" }

    private func comment(_ intake: IntakeProcess, _ more: JSONObject = [:]) async throws -> JSON {
        var body: JSONObject = ["quote": "The queue was full", "text": "Add an alarm"]
        for (name, value) in more { body[name] = value }
        let reply = try await intake.post(path, .object(body))
        #expect(reply.status == 201, "\(reply.text)")
        return reply.json
    }

    private func steps(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(sql: "select kind from core.task_step order by task_id, number")
    }

    @Test func aCommentWithAnAssigneeIsATaskBothWays() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            let made = try await comment(intake, ["assignee": "owner", "author": "ann@example.org"])
            #expect(made["assignee"] == "owner@example.org" && made["resolved"] == false && made["anchored"] == true)
            let id = try #require(made["id"]?.stringValue)
            let task = "/api/v1/tasks/\(made["task"]?.stringValue ?? "")"
            let shown = try await intake.get(task).json
            #expect(shown["source"] == "document" && shown["text"] == "Add an alarm")
            #expect(shown["url"] == "https://muster.example.org/documents/\(Self.document)")
            #expect(shown["created_by"] == "ann@example.org")
            // Resolved there, it is resolved here …
            let resolved = try await intake.patch("\(path)/\(id)", ["resolved": true])
            #expect(resolved.json["resolved"] == true && resolved.json["resolved_by"] == "prometheus")
            #expect(try await intake.get(task).json["state"] == "resolved")
            // … and the other way round.
            #expect(try await intake.patch(task, ["state": "open"]).status == 200)
            #expect(try await intake.get(path).json["items"]?[0]?["resolved"] == false)
            #expect(try await intake.patch(task, ["state": "dropped"]).status == 200)
            let again = try await intake.patch("\(path)/\(id)", ["resolved": true])
            #expect(again.status == 200 && again.json["resolved"] == true, "what was dropped is over")
            #expect(try await steps(intake) == ["created", "resolved", "reopened", "dropped"])
        }
    }

    /// In the document and by the task, on two instances: it is resolved once.
    @Test func resolvedInBothPlacesAtOnceItIsResolvedOnce() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            try await intake.second { other in
                for _ in 0..<5 {
                    let made = try await comment(intake, ["assignee": "owner@example.org"])
                    let place = "\(path)/\(made["id"]?.stringValue ?? "")"
                    let task = "/api/v1/tasks/\(made["task"]?.stringValue ?? "")"
                    async let here = intake.patch(place, ["resolved": true])
                    async let there = other.patch(task, ["state": "resolved"])
                    let (one, two) = try await (here, there)
                    #expect(one.status == 200 && one.json["resolved"] == true, "\(one.text)")
                    #expect(two.status == 200 && two.json["state"] == "resolved", "\(two.text)")
                }
            }
            #expect(try await steps(intake).filter { $0 == "resolved" }.count == 5)
            let announced = try await intake.database.run(
                sql: "select count(*) from intake.outbox where type = 'muster.task.updated.v1'")
            #expect(announced == ["5"])
        }
    }

    @Test func aCommentWithoutAnAssigneeIsNoTask() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            let made = try await comment(intake)
            #expect(made["task"] == .null && made["assignee"] == .null)
            let place = "\(path)/\(made["id"]?.stringValue ?? "")"
            for _ in 0..<2 {
                #expect(try await intake.patch(place, ["resolved": true]).json["resolved_by"] == "prometheus")
            }
            #expect(try await intake.patch(place, ["resolved": false]).json["resolved_at"] == .null)
            #expect(try await steps(intake).isEmpty)
        }
    }

    @Test func aCommentIsAnchoredToWhatTheDocumentSays() async throws {
        try await IntakeProcess.run { intake in
            try await prepare(intake)
            _ = try await comment(intake)
            let json = [("Content-Type", "application/json")]
            let body: JSON = ["body": "# Review\n\nThe queue was never watched."]
            let address = "/api/v1/documents/\(Self.document)"
            #expect(try await intake.send("PUT", address, body: body.bytes(), headers: json).status == 200)
            let left = try await intake.get(path).json["items"]?[0]
            #expect(left?["anchored"] == false && left?["version"] == 1 && left?["quote"] == "The queue was full")
            let refused = try await intake.post(path, ["quote": "The queue was full", "text": "x"])
            #expect(refused.status == 422 && refused.text.contains("does not say"), "\(refused.text)")
            let stranger = try await intake.post(
                path, ["quote": "never watched", "text": "x", "assignee": "ownr@example.org"])
            #expect(stranger.status == 422 && stranger.json["errors"]?[0]?["pointer"] == "/assignee")
            #expect(try await intake.get(path).json["items"]?.arrayValue?.count == 1, "nothing of it was written")
            #expect(try await intake.get("/api/v1/documents/\(UUID())/comments").status == 404)
            #expect(try await intake.patch("\(path)/\(UUID())", ["resolved": true]).status == 404)
        }
    }
}
