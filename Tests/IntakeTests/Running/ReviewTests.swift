import Curl
import Foundation
import JSON
import TestServers
import Testing

/// What is learned from an incident, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ReviewTests {
    private static let incident = "/api/v1/incidents/INC-1"
    private static let path = "\(incident)/review"

    private func open(_ intake: IntakeProcess) async throws {
        let opened = try await intake.post(
            "/api/v1/incidents", ["title": "Payments are refused", "reporter": "owner@example.org"])
        #expect(opened.status == 201, "\(opened.text)")
    }

    private func become(_ status: JSON, _ intake: IntakeProcess) async throws {
        #expect(try await intake.patch(Self.incident, ["status": status]).status == 200)
    }

    @Test func becomingStableDraftsItOnce() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let early = try await intake.get(Self.path)
            #expect(early.status == 404 && early.text.contains("is active"), "\(early.text)")
            #expect(try await intake.patch(Self.path, ["lessons": "x"]).status == 404)
            _ = try await intake.post("\(Self.incident)/reports", ["conditions": "One bank refuses cards"])
            _ = try await intake.post("\(Self.incident)/questions", ["text": "Which bank?"])
            let task = try await intake.post(
                "\(Self.incident)/tasks", ["text": "Watch the pool", "owner": "owner@example.org"])
            #expect(task.status == 201)
            try await become("stable", intake)
            let draft = try await intake.get(Self.path)
            #expect(
                draft.status == 200 && draft.json["state"] == "draft" && draft.json["version"] == 1, "\(draft.text)")
            #expect(draft.json["author"] == "muster" && draft.headers["ETag"] == "\"1\"")
            for (member, words) in [
                ("what_happened", "Payments are refused"), ("what_happened", "Status report of prometheus"),
                ("impact", "One bank refuses cards"), ("lessons", "Nobody knows yet: Which bank?"),
                ("lessons", "Watch the pool"), ("went_well", "One status report"),
            ] {
                let text = draft.json[member]?.stringValue ?? ""
                #expect(text.contains(words), "\(member): \(text)")
            }
            #expect(draft.json["action_items"]?.arrayValue?.map { $0["text"] } == ["Watch the pool"])
            let written = try await intake.patch(Self.path, ["lessons": "Ask the bank first", "author": "Ana"])
            #expect(written.status == 200 && written.json["version"] == 2 && written.json["author"] == "Ana")
            // Stable again, and closed: nothing of what people wrote is touched.
            for status in ["active", "stable", "closed", "active", "closed"] as [JSON] {
                try await become(status, intake)
            }
            let after = try await intake.get(Self.path)
            #expect(after.json == written.json, "\(after.text)")
            #expect(
                try await intake.database.run(sql: "select number, author from core.review_version order by number")
                    == [
                        "1|muster", "2|Ana",
                    ])
            #expect(
                try await intake.database.run(
                    sql: "select count(*) from core.timeline where text like 'The review is drafted%'") == ["1"])
        }
    }

    @Test func whatWouldBeStableByItselfHasItsReview() async throws {
        try await IntakeProcess.run { intake in
            let asked = try await intake.post("/api/v1/incidents", ["title": "The till is empty", "type": "theft"])
            #expect(asked.status == 201)
            _ = try await intake.database.run(
                sql: "update core.incident set alerts_rest_at = now(), settles_at = now() - interval '1 minute'")
            let questions = try await intake.get("\(Self.incident)/questions").json["items"]?.arrayValue ?? []
            let answers = "\(Self.incident)/questions/\(questions.first?["id"]?.stringValue ?? "")/answers"
            #expect(try await intake.post(answers, ["answer": "A driver of ours"]).status == 201)
            let review = try await intake.get(Self.path)
            #expect(review.status == 200, "\(review.text)")
            #expect(review.json["impact"]?.stringValue?.contains("Who did it? A driver of ours") == true)
        }
    }

    @Test func itIsEditedByVersionAndPublishedOnce() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            try await become("closed", intake)
            let draft = try await intake.get(Self.path).json
            let same = try await intake.patch(Self.path, ["impact": draft["impact"] ?? .null])
            #expect(same.status == 200 && same.json["version"] == 1, "what is so already makes no version")
            let text = "Nobody could pay.\nFor an hour."
            let written = try await intake.patch(Self.path, ["impact": .string(text)], headers: [("If-Match", "\"1\"")])
            #expect(
                written.json["impact"]?.stringValue == text && written.json["what_happened"] == draft["what_happened"])
            let late = try await intake.patch(Self.path, ["impact": "x"], headers: [("If-Match", "\"1\"")])
            #expect(late.status == 412 && late.text.contains("version 2 and not 1"), "\(late.text)")
            for _ in 0..<2 {
                let published = try await intake.post("\(Self.path)/publications", ["author": "Ana"])
                #expect(published.status == 201 && published.json["state"] == "published", "\(published.text)")
                #expect(published.json["published_version"] == 2 && published.json["published_by"] == "Ana")
            }
            #expect(try await intake.database.run(sql: "select count(*) from core.review_publication") == ["1"])
            let lines = try await intake.database.run(
                sql: """
                    select t.text from core.timeline t join core.review_publication p on p.id = t.id where t.kind = 'review'
                    """)
            #expect(lines == ["Ana published the review (version 2)"])
            // Written again it is a draft again, and what was published stays.
            let again = try await intake.patch(Self.path, ["lessons": "More banks"])
            #expect(again.json["state"] == "draft" && again.json["published_version"] == 2)
            #expect(try await intake.post("\(Self.path)/publications", [:]).json["published_version"] == 3)
            #expect(
                try await intake.patch(Self.path, ["impact": .string(String(repeating: "x", count: 20_001))]).status
                    == 422)
        }
    }

    /// An action item is a task, due in a week, which is there when the incident is long closed.
    @Test func actionItemsOutliveTheIncident() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let early = try await intake.post("\(Self.path)/actions", ["text": "Ask the bank"])
            #expect(early.status == 404, "\(early.text)")
            try await become("stable", intake)
            try await become("active", intake)
            let made = try await intake.post(
                "\(Self.path)/actions", ["text": "Ask the bank", "owner": "owner@example.org"])
            #expect(made.status == 201 && made.json["owner"] == "owner@example.org", "\(made.text)")
            let days = try await intake.database.run(
                sql: "select round(extract(epoch from due - created_at) / 86400) from core.task")
            #expect(days == ["7"])
            try await become("closed", intake)
            let id = made.json["id"]?.stringValue ?? ""
            #expect(try await intake.get("/api/v1/tasks/\(id)").json["state"] == "open")
            #expect(try await intake.get(Self.path).json["action_items"]?[0]?["id"] == made.json["id"])
            #expect(try await intake.patch("/api/v1/tasks/\(id)", ["state": "resolved"]).status == 200)
            #expect(try await intake.get(Self.path).json["action_items"]?[0]?["state"] == "resolved")
        }
    }

    /// A release that drafts nothing made it stable: the first who writes gets the draft.
    @Test func anOldIncidentGetsItsDraftWithTheFirstWord() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            try await intake.database.run(
                sql: "update core.incident set status = 'closed', stable_at = now(), closed_at = now()")
            #expect(try await intake.get(Self.path).text.contains("--lessons"))
            let written = try await intake.patch(Self.path, ["lessons": "Ask the bank first"])
            #expect(written.json["version"] == 2, "\(written.text)")
            #expect(written.json["what_happened"]?.stringValue?.contains("Payments are refused") == true)
        }
    }

    /// Ten at once, at two instances, each with a section of its own: all that was said stands there.
    @Test func manyAtOnceLoseNothing() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            try await intake.second { other in
                let members = ["what_happened", "impact", "went_well", "lessons"]
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for (index, door) in [intake, other].enumerated() {
                        group.addTask {
                            try await door.patch(Self.incident, ["status": index == 0 ? "stable" : "closed"]).status
                        }
                    }
                    for try await status in group { #expect(status == 200) }
                }
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for (index, member) in members.enumerated() {
                        let door = index % 2 == 0 ? intake : other
                        group.addTask { try await door.patch(Self.path, [member: .string("by \(member)")]).status }
                        group.addTask { try await door.post("\(Self.path)/publications", [:]).status }
                    }
                    for try await status in group { #expect([200, 201].contains(status)) }
                }
                let review = try await other.get(Self.path).json
                #expect(members.allSatisfy { review[$0]?.stringValue == "by \($0)" } && review["version"] == 5)
            }
        }
    }
}
