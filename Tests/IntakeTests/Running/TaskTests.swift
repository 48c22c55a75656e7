import Curl
import Encodings
import Foundation
import JSON
import TestServers
import Testing

/// Tasks over HTTP, and what they leave behind.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct TaskTests {
    /// An incident, and a task of it.
    private func make(_ intake: IntakeProcess, _ body: JSON = ["text": "Restart the queue"]) async throws -> JSON {
        let opened = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
        let name = try #require(opened.json["name"]?.stringValue)
        let made = try await intake.post("/api/v1/incidents/\(name)/tasks", body)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.headers["Location"] == "/api/v1/tasks/\(made.json["id"]?.stringValue ?? "")")
        return made.json
    }

    private func path(_ task: JSON) -> String { "/api/v1/tasks/\(task["id"]?.stringValue ?? "")" }

    private func kinds(_ task: JSON) -> [String] {
        (task["history"]?.arrayValue ?? []).compactMap { $0["kind"]?.stringValue }
    }

    /// What was announced of tasks, and the rows of the history that it names.
    private func announced(_ intake: IntakeProcess) async throws -> [String] {
        try await intake.database.run(
            sql: """
                select coalesce(data->>'change', 'created'), data->>'step' from (
                    select id, (convert_from(body, 'utf8')::jsonb)->'data' as data from intake.outbox
                    where type like 'muster.task.%') as task
                order by (data->>'step')::int
                """)
    }

    @Test func aTaskGoesFromOneToTheOtherAndIsDoneOnce() async throws {
        try await IntakeProcess.run { intake in
            let task = try await make(intake)
            #expect(task["owner"] == "first@example.org" || task["owner"] == "second@example.org", "the commander")
            #expect(task["assignees"] == [task["owner"] ?? .null] && task["state"] == "open")
            let other = task["owner"] == "first@example.org" ? "second@example.org" : "first@example.org"
            let assigned = try await intake.patch(path(task), ["owner": .string(other), "note": "knows it"])
            #expect(assigned.json["owner"] == .string(other), "\(assigned.text)")
            #expect(assigned.json["history"]?[1]?["text"] == .string("assigned to \(other): knows it"))
            let resolved = try await intake.patch(path(task), ["state": "resolved"])
            #expect(resolved.json["resolved_by"] == "prometheus")
            let again = try await intake.patch(path(task), ["state": "resolved"])
            #expect(again.status == 200 && again.json == resolved.json, "saying it again moves nothing")
            #expect(try await intake.patch(path(task), ["state": "dropped"]).status == 409)
            #expect(try await intake.patch(path(task), ["owner": "owner@example.org"]).status == 409)
            let reopened = try await intake.patch(path(task), ["state": "open"])
            #expect(reopened.json["resolved_at"] == .null && reopened.json["resolved_by"] == .null)
            #expect(kinds(reopened.json) == ["created", "assigned", "resolved", "reopened"])
            #expect(try await announced(intake) == ["created|1", "assigned|2", "resolved|3", "reopened|4"])
            let shown = try await intake.get("/api/v1/incidents/\(task["incident"]?.stringValue ?? "")").json
            #expect(shown["tasks"]?[0] == reopened.json)
            let lines = (shown["timeline"]?.arrayValue ?? []).filter { $0["kind"] == "task" }
            #expect(lines.count == 4 && lines[2]["text"] == "Task \"Restart the queue\": resolved")
            // Who is asked for something takes part.
            let people = (shown["participants"]?.arrayValue ?? []).compactMap { $0["email"]?.stringValue }
            #expect(people.contains(other))
        }
    }

    @Test func whatCannotBeIsRefusedWithWhatToDo() async throws {
        try await IntakeProcess.run { intake in
            let task = try await make(intake)
            let tasks = "/api/v1/incidents/INC-1/tasks"
            let cases: [(JSON, String, String)] = [
                (["text": "x", "owner": "ownr@example.org"], "/owner", "did you mean owner@example.org?"),
                (["text": "x", "owner": "nobody@elsewhere.example"], "/owner", "let them join first"),
                (["text": "x", "assignees": ["owner", "zzzz"]], "/assignees/1", "`zzzz` is nobody"),
                (["text": "x", "due": "2026-01-05T09:00:00Z"], "/due", "lies in the past"),
                (["text": "x", "due": "2199-01-05T09:00:00Z"], "/due", "within 400 days"),
                (["text": ""], "/text", "expected a string"),
                (["owner": "owner@example.org"], "/text", "expected a value"),
            ]
            for (body, place, words) in cases {
                let reply = try await intake.post(tasks, body)
                #expect(reply.status == 422, "\(body) \(reply.text)")
                #expect(reply.json["errors"]?[0]?["pointer"] == .string(place), "\(reply.text)")
                #expect(reply.text.contains(words), "\(reply.text)")
            }
            #expect(try await intake.patch(path(task), ["due": "2026-01-05T09:00:00Z"]).status == 422)
            #expect(try await intake.post("/api/v1/incidents/INC-404/tasks", ["text": "x"]).status == 404)
            #expect(try await intake.get("/api/v1/tasks/7").status == 404)
            #expect(try await intake.get("/api/v1/tasks/\(UUIDText.string(from: .v7()))").status == 404)
            #expect(try await intake.get("/api/v1/tasks?state=done").status == 400)
            #expect(try await intake.get("/api/v1/tasks?cursor=x").status == 400)
            #expect(try await announced(intake) == ["created|1"], "nothing else was made")
        }
    }

    @Test func aRequestThatIsSentTwiceMakesOneTask() async throws {
        try await IntakeProcess.run { intake in
            _ = try await make(intake)
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await intake.post(
                            "/api/v1/incidents/INC-1/tasks", ["text": "once"], headers: [("Idempotency-Key", "k")]
                        ).text
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(try await intake.get("/api/v1/incidents/INC-1/tasks").json["items"]?.arrayValue?.count == 2)
            let other = try await intake.post(
                "/api/v1/incidents/INC-1/tasks", ["text": "twice"], headers: [("Idempotency-Key", "k")])
            #expect(other.status == 422)
        }
    }

    /// Ten at once: one of them did it, and the history says so once.
    @Test func ofManyWhoResolveAtOnceOneDoes() async throws {
        try await IntakeProcess.run { intake in
            let task = try await make(intake)
            try await withThrowingTaskGroup(of: IntakeProcess.Reply.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        try await intake.patch(
                            path(task), index % 2 == 0 ? ["state": "resolved"] : ["owner": "owner@example.org"])
                    }
                }
                for try await reply in group {
                    #expect(reply.status == 200 || reply.status == 409)
                    // Also who came second is told what it is now.
                    if reply.status == 200 {
                        #expect(reply.json["state"] == "resolved" || reply.json["owner"] == "owner@example.org")
                    }
                }
            }
            let shown = try await intake.get(path(task)).json
            #expect(kinds(shown).filter { $0 == "resolved" }.count == 1)
            #expect(kinds(shown).filter { $0 == "assigned" }.count <= 1)
            #expect(try await announced(intake).count == kinds(shown).count)
        }
    }

    @Test func listsAreOfStatesPeopleAndIncidents() async throws {
        try await IntakeProcess.run { intake in
            let first = try await make(intake, ["text": "one", "owner": "owner@example.org"])
            let second = try await make(intake, ["text": "two", "assignees": ["Owner@example.org"]])
            _ = try await intake.patch(path(first), ["state": "resolved"])
            func texts(_ query: String) async throws -> [String] {
                let items = try await intake.get("/api/v1/\(query)").json["items"]?.arrayValue ?? []
                return items.compactMap { $0["text"]?.stringValue }
            }
            #expect(try await texts("tasks") == ["two", "one"])
            #expect(try await texts("tasks?state=open") == ["two"])
            #expect(try await texts("tasks?person=OWNER@example.org") == ["two", "one"])
            #expect(try await texts("tasks?person=second@example.org&state=resolved") == [])
            #expect(try await texts("incidents/\(second["incident"]?.stringValue ?? "")/tasks") == ["two"])
            let page = try await intake.get("/api/v1/tasks?limit=1").json
            let cursor = try #require(page["next_cursor"]?.stringValue)
            #expect(try await texts("tasks?limit=1&cursor=\(cursor)") == ["one"])
        }
    }

    @Test func whatIsLeftOfAnIncidentIsAnActionItem() async throws {
        try await IntakeProcess.run { intake in
            _ = try await make(intake)
            _ = try await intake.patch("/api/v1/incidents/INC-1", ["status": "closed"])
            let made = try await intake.post("/api/v1/incidents/INC-1/tasks", ["text": "Add an alarm"])
            #expect(made.status == 201, "\(made.text)")
            let days = try await intake.database.run(
                sql: "select round(extract(epoch from due - created_at) / 86400)::int from core.task order by id")
            #expect(days == ["1", "7"])
        }
    }

    /// What the task-tracker reads: where it was said, and not what.
    @Test func whatIsSaidAboutAnIncidentIsAnnouncedOnceWithoutItsText() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            let place = "0190a000-0000-7000-8000-00000000004b"
            _ = try await intake.database.run(
                sql: """
                    insert into native.conversation (id, effect_key, name, topic, is_private)
                    select '\(place)', 'incident/' || id || '/conversation', 'inc-1', '', false from core.incident
                    """)
            var said: Set<String> = []
            for _ in 0..<2 {
                let reply = try await intake.post(
                    "/api/v1/conversations/inc-1/messages", ["text": "TODO @owner zanzibar"],
                    headers: [("Idempotency-Key", "k")])
                #expect(reply.status == 201)
                said.insert(reply.json["id"]?.stringValue ?? "")
            }
            _ = try await intake.post("/api/v1/conversations/general/messages", ["text": "TODO @owner nothing"])
            let bodies = try await intake.database.run(
                sql: "select convert_from(body, 'utf8') from intake.outbox where type = 'muster.message.posted.v1'")
            #expect(bodies.count == 1 && !bodies[0].contains("zanzibar"), "\(bodies)")
            let data = try JSON.parse(try #require(bodies.first))["data"]
            #expect(data?["conversation"] == .string(place) && said == [data?["message"]?.stringValue ?? "none"])
        }
    }
}
