import Curl
import Foundation
import JSON
import TestServers
import Testing

/// An incident as it was known at a time, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct PastTests {
    private static let incident = "/api/v1/incidents/INC-1"

    /// A time after all that was done, and before all that comes, told by the millisecond.
    private func moment(_ intake: IntakeProcess) async throws -> String {
        // Three milliseconds later one of them has nothing in it.
        let time = try await intake.database.run(
            sql: """
                select to_char((clock_timestamp() - interval '1 millisecond') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                from pg_sleep(0.003)
                """)
        return try #require(time.first)
    }

    private func shown(_ intake: IntakeProcess, at moment: String) async throws -> JSON {
        let reply = try await intake.get("\(Self.incident)?at=\(moment)")
        #expect(reply.status == 200, "\(reply.text)")
        return reply.json
    }

    private func task(_ intake: IntakeProcess) async throws -> String {
        let made = try await intake.post("\(Self.incident)/tasks", ["text": "Restart", "owner": "owner@example.org"])
        return "/api/v1/tasks/\(try #require(made.json["id"]?.stringValue, "\(made.text)"))"
    }

    @Test func eachTimeHasWhatWasKnownThen() async throws {
        try await IntakeProcess.run { intake in
            let opened = try await intake.post(
                "/api/v1/incidents", ["title": "The till is empty", "type": "theft", "reporter": "owner@example.org"])
            #expect(opened.status == 201)
            let task = try await task(intake)
            let first = try await moment(intake)
            _ = try await intake.patch(
                Self.incident, ["title": "The till was emptied", "severity": "SEV1", "status": "stable", "insist": "x"])
            _ = try await intake.post(
                "\(Self.incident)/roles", ["email": "first@example.org", "role": "incident_commander"])
            _ = try await intake.post("\(Self.incident)/tags", ["add": ["service:till"]])
            let questions = try await intake.get("\(Self.incident)/questions").json["items"]?.arrayValue ?? []
            let answers = "\(Self.incident)/questions/\(questions.first?["id"]?.stringValue ?? "")/answers"
            #expect(try await intake.post(answers, ["answer": "A driver"]).status == 201)
            #expect(try await intake.patch(task, ["state": "resolved"]).status == 200)
            let second = try await moment(intake)
            _ = try await intake.patch(Self.incident, ["status": "closed"])
            _ = try await intake.post("\(Self.incident)/tags", ["remove": ["service:till"]])
            _ = try await intake.send("DELETE", "\(Self.incident)/participants/owner@example.org")

            let then = try await shown(intake, at: first)
            #expect(then["title"] == "The till is empty" && then["severity"] == "SEV2" && then["status"] == "active")
            #expect(then["stable_at"] == .null && then["closed_at"] == .null && then["tags"] == [])
            #expect(then["commander"]?["email"] == "second@example.org")
            #expect(then["questions"]?[0]?["answer"] == .null)
            #expect(then["tasks"]?[0]?["state"] == "open" && then["tasks"]?[0]?["resolved_at"] == .null)
            #expect(then["tasks"]?[0]?["text"] == "Restart")
            let people = (then["participants"]?.arrayValue ?? []).compactMap { $0["email"]?.stringValue }
            #expect(people.contains("owner@example.org") && !people.contains("first@example.org"), "\(people)")
            let lines = (then["timeline"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }
            #expect(!lines.isEmpty && !lines.contains { $0.contains("stable") })

            let later = try await shown(intake, at: second)
            #expect(later["title"] == "The till was emptied" && later["severity"] == "SEV1")
            #expect(later["status"] == "stable" && later["stable_at"] != .null && later["closed_at"] == .null)
            #expect(later["commander"]?["email"] == "first@example.org" && later["tags"] == ["service:till"])
            #expect(later["questions"]?[0]?["answer"] == "A driver")
            #expect(later["tasks"]?[0]?["state"] == "resolved" && later["tasks"]?[0]?["resolved_by"] == "prometheus")
            #expect(later["as_of"]?.stringValue == second)
        }
    }

    /// What has no history is null, and named.
    @Test func whatNobodyKnowsAnyMoreIsSaid() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down", "description": "All of it"])
            let task = try await task(intake)
            let first = try await moment(intake)
            #expect(try await intake.patch(task, ["text": "Restart both"]).status == 200)
            let then = try await shown(intake, at: first)
            let names = (then["unknown"]?.arrayValue ?? []).compactMap(\.stringValue)
            #expect(names == names.sorted())
            for name in ["cost", "settles_at", "tasks.text", "version"] { #expect(names.contains(name), "\(name)") }
            #expect(!names.contains("title") && !names.contains("status") && !names.contains("tags"))
            #expect(then["tasks"]?[0]?["text"] == .null && then["cost"] == .null && then["version"] == .null)
            // Before the release that keeps it, an incident may have been called anything.
            try await intake.database.run(
                sql: "update core.applied_migration set applied_at = now() where owner = 'core' and number = 35")
            let old = try await shown(intake, at: first)
            let lost = (old["unknown"]?.arrayValue ?? []).compactMap(\.stringValue)
            for name in ["title", "description", "severity", "priority", "type", "visibility"] {
                #expect(lost.contains(name) && old[name] == .null, "\(name)")
            }
            #expect(old["status"] == "active" && !lost.contains("status"))
        }
    }

    @Test func alertsAreThoseThatItHadThen() async throws {
        try await IntakeProcess.run { intake in
            func fire(_ key: String, _ group: String, resolve: Bool = false) async throws {
                let alert: JSON = [
                    "title": .string("Trouble with \(key)"), "dedup_key": .string(key), "severity": "critical",
                    "group_key": .string(group), "action": resolve ? "resolve" : "open",
                ]
                #expect(try await intake.post("/api/v1/alerts", alert).status == 202)
            }
            func keys(_ json: JSON) -> [String] {
                (json["alerts"]?.arrayValue ?? []).map {
                    "\($0["dedup_key"]?.stringValue ?? "?") \($0["status"]?.stringValue ?? "?")"
                }.sorted()
            }
            try await fire("a", "one")
            let first = try await moment(intake)
            try await fire("b", "one")
            try await fire("b", "one")
            try await fire("a", "one", resolve: true)
            try await fire("c", "two")
            let second = try await moment(intake)
            #expect(try await intake.post("/api/v1/incidents/INC-2/merge", ["into": "INC-1"]).status == 200)
            let third = try await moment(intake)
            try await fire("b", "one")
            let then = try await shown(intake, at: first)
            #expect(keys(then) == ["a open"] && then["alert_count"] == 1, "\(then["alerts"] ?? .null)")
            #expect(then["alerts"]?[0]?["title"] == "Trouble with a", "it was said once")
            let later = try await shown(intake, at: second)
            #expect(keys(later) == ["a resolved", "b open"] && later["duplicates"] == [])
            let b = later["alerts"]?.arrayValue?.first { $0["dedup_key"] == "b" }
            #expect(b?["count"] == .null && b?["title"] == .null, "it was said again since")
            let merged = try await shown(intake, at: third)
            #expect(keys(merged) == ["a resolved", "b open", "c open"] && merged["duplicates"] == ["INC-2"])
            let duplicate = try await intake.get("/api/v1/incidents/INC-2?at=\(second)").json
            #expect(keys(duplicate) == ["c open"] && duplicate["duplicate_of"] == .null)
            #expect(duplicate["status"] == "active")
            let closed = try await intake.get("/api/v1/incidents/INC-2?at=\(third)").json
            #expect(keys(closed) == [] && closed["duplicate_of"] == "INC-1" && closed["status"] == "closed")
        }
    }

    @Test func aTimeThatIsNoneIsRefused() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Down"])
            _ = try await intake.post("/api/v1/incidents", ["title": "Zanzibar", "visibility": "restricted"])
            let now = try await moment(intake)
            for (path, status) in [
                ("\(Self.incident)?at=yesterday", 400), ("\(Self.incident)?at=2001-01-01T00:00:00Z", 404),
                ("\(Self.incident)?at=2199-01-01T00:00:00Z", 422), ("/api/v1/incidents/INC-9?at=\(now)", 404),
            ] {
                let reply = try await intake.get(path)
                #expect(reply.status == status && reply.json["detail"]?.stringValue?.isEmpty == false, "\(reply.text)")
            }
            let hidden = try await intake.get("/api/v1/incidents/INC-2?at=\(now)", key: IntakeProcess.readingKey)
            #expect(hidden.status == 404 && !hidden.text.contains("opened at"), "\(hidden.text)")
            let opened = try await intake.get(Self.incident).json["reported_at"]?.stringValue ?? ""
            #expect(try await intake.get("\(Self.incident)?at=\(opened)").status == 200, "as it is told, it is then")
        }
    }
}
