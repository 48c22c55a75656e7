import Curl
import Foundation
import JSON
import TestServers
import Testing

/// What is to be found out about an incident, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct QuestionTests {
    private static let incident = "/api/v1/incidents/INC-1"
    private static let path = "\(incident)/questions"

    /// An incident of a type that asks "Who did it?", which has to be answered, and "Why?".
    private func open(_ intake: IntakeProcess) async throws {
        let opened = try await intake.post("/api/v1/incidents", ["title": "The till is empty", "type": "theft"])
        #expect(opened.status == 201, "\(opened.text)")
    }

    private func questions(_ intake: IntakeProcess) async throws -> [JSON] {
        try await intake.get(Self.path).json["items"]?.arrayValue ?? []
    }

    @Test func anIncidentIsStableWhenItsMandatoryQuestionsAreAnswered() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            let asked = try await questions(intake)
            #expect(asked.map { $0["text"] } == ["Who did it?", "Why?"])
            #expect(asked.map { $0["mandatory"] } == [true, false] && asked[0]["asked_by"] == "type theft")
            for status in ["stable", "closed"] as [JSON] {
                let refused = try await intake.patch(Self.incident, ["status": status])
                #expect(refused.status == 409 && refused.text.contains("Who did it?"), "\(refused.text)")
                #expect(refused.text.contains("insist"))
            }
            #expect(try await intake.get(Self.incident).json["status"] == "active")
            let id = try #require(asked[0]["id"]?.stringValue)
            let answered = try await intake.post(
                "\(Self.incident)/questions/\(id)/answers",
                ["answer": "A driver of ours", "source": "the log of db-1", "author": "Ana"])
            #expect(answered.status == 201 && answered.json["answered_by"] == "Ana", "\(answered.text)")
            #expect(answered.json["source"] == "the log of db-1" && answered.json["answered_at"] != .null)
            let stable = try await intake.patch(Self.incident, ["status": "stable"])
            #expect(stable.status == 200 && stable.json["status"] == "stable", "\(stable.text)")
            #expect(stable.json["questions"]?[0] == answered.json)
            let lines = (stable.json["timeline"]?.arrayValue ?? []).filter { $0["kind"] == "question" }
            #expect(
                lines.map { $0["text"] } == [
                    "Ana answered \"Who did it?\": A driver of ours (source: the log of db-1)"
                ])
        }
    }

    @Test func whoInsistsSaysWhy() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            #expect(try await intake.patch(Self.incident, ["status": "stable", "insist": ""]).status == 422)
            let stable = try await intake.patch(Self.incident, ["status": "stable", "insist": "we may never know"])
            #expect(stable.status == 200, "\(stable.text)")
            let line = (stable.json["timeline"]?.arrayValue ?? []).last { $0["kind"] == "status" }
            #expect(
                line?["text"]?.stringValue?.hasSuffix(
                    " is stable, although \"Who did it?\" is open: we may never know") == true)
            #expect(
                try await intake.patch(Self.incident, ["status": "closed"]).status == 200, "that was insisted on before"
            )
        }
    }

    @Test func aQuestionIsAskedOnceAndItsAnswersStay() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            let made = try await intake.post(Self.path, ["text": "Which systems?", "mandatory": true, "author": "Ana"])
            #expect(
                made.status == 201 && made.json["asked_by"] == "Ana" && made.json["answer"] == .null, "\(made.text)")
            let again = try await intake.post(Self.path, ["text": "Which systems?"])
            #expect(again.json == made.json)
            let answers = "\(Self.path)/\(made.json["id"]?.stringValue ?? "")/answers"
            for text in ["db-1", "db-1 and db-2"] {
                #expect(try await intake.post(answers, ["answer": .string(text)]).status == 201)
            }
            let questions = try await questions(intake)
            #expect(questions.count == 1 && questions[0]["answer"] == "db-1 and db-2")
            #expect(
                try await intake.database.run(sql: "select number, text from core.answer order by number") == [
                    "1|db-1", "2|db-1 and db-2",
                ])
            #expect(try await intake.post("\(Self.path)/7/answers", ["answer": "x"]).status == 404)
            let other = answers.replacing("INC-1", with: "INC-2")
            _ = try await intake.post("/api/v1/incidents", ["title": "Another"])
            #expect(try await intake.post(other, ["answer": "x"]).status == 404, "it is of another incident")
            #expect(try await intake.post(Self.path, ["text": "a\nb"]).status == 422)
        }
    }

    /// Another type asks what it asks, besides.
    @Test func aNewTypeBringsItsQuestions() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "The till is empty"])
            #expect(try await questions(intake).isEmpty)
            for type in ["theft", "outage", "theft"] as [JSON] {
                #expect(try await intake.patch(Self.incident, ["type": type]).status == 200)
            }
            #expect(try await questions(intake).count == 2)
        }
    }

    /// All alerts are resolved, and nobody knows who did it: it becomes stable with the answer, and not before.
    @Test func whatWouldBeStableByItselfWaitsForTheAnswer() async throws {
        try await IntakeProcess.run { intake in
            try await open(intake)
            _ = try await intake.database.run(
                sql: "update core.incident set alerts_rest_at = now(), settles_at = now() - interval '1 minute'")
            let asked = try await questions(intake)
            for (index, status) in [(1, "active"), (0, "stable")] as [(Int, JSON)] {
                let answers = "\(Self.path)/\(asked[index]["id"]?.stringValue ?? "")/answers"
                #expect(try await intake.post(answers, ["answer": "x"]).status == 201)
                #expect(try await intake.get(Self.incident).json["status"] == status)
            }
            let lines = try await intake.database.run(
                sql: "select text from core.timeline where text like '%stable%' order by at, id")
            #expect(
                lines == [
                    "All alerts stay resolved; INC-1 is stable once a question is answered",
                    "INC-1 is stable by itself: all of its alerts stay resolved",
                ])
        }
    }

    /// Ten at once, at two instances: each answer has its number, and one question is one.
    @Test func manyAtOnceAskOneQuestion() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            try await intake.second { other in
                let ids = try await withThrowingTaskGroup(of: JSON?.self) { group in
                    for index in 0..<10 {
                        let door = index % 2 == 0 ? intake : other
                        group.addTask { try await door.post(Self.path, ["text": "Which systems?"]).json["id"] }
                    }
                    return try await group.reduce(into: Set<JSON?>()) { $0.insert($1) }
                }
                #expect(ids.count == 1 && ids.first != .some(nil))
                let id = ids.first.flatMap { $0?.stringValue } ?? ""
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for index in 0..<10 {
                        let door = index % 2 == 0 ? intake : other
                        group.addTask {
                            try await door.post("\(Self.path)/\(id)/answers", ["answer": .string("\(index)")]).status
                        }
                    }
                    for try await status in group { #expect(status == 201) }
                }
            }
            #expect(try await intake.database.run(sql: "select max(number), count(*) from core.answer") == ["10|10"])
        }
    }
}
