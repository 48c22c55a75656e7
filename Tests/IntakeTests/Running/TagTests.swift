import Curl
import Foundation
import JSON
import TestServers
import Testing

/// Tags of incidents, over HTTP.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct TagTests {
    private static let incident = "/api/v1/incidents/INC-1"
    private static let path = "\(incident)/tags"

    @Test func tagsAreSetAndTakenBackAndStayInTheRows() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            let made = try await intake.post(Self.path, ["add": ["service:till", "cause:load"]])
            #expect(made.status == 200 && made.json["items"] == ["cause:load", "service:till"], "\(made.text)")
            let other = try await intake.post(Self.path, ["add": ["cause:change"], "remove": ["service:till"]])
            #expect(other.json["items"] == ["cause:change"], "a cause is one at a time")
            #expect(try await intake.get(Self.path).json == other.json)
            #expect(try await intake.get(Self.incident).json["tags"] == ["cause:change"])
            let version = try await intake.get(Self.incident).json["version"]
            _ = try await intake.post(Self.path, ["add": ["cause:change"]])
            #expect(try await intake.get(Self.incident).json["version"] == version, "nothing was changed")
            let rows = try await intake.database.run(
                sql: "select type || ':' || value, until is null from core.tag order by until nulls last, type")
            #expect(rows.sorted() == ["cause:change|t", "cause:load|f", "service:till|f"])
            let lines = try await intake.database.run(
                sql: "select text from core.timeline where kind = 'changed' order by at, id")
            #expect(
                lines == [
                    "Tagged service:till, cause:load", "Tagged cause:change, no longer cause:load, service:till",
                ])
            for body in [["add": ["colour:red"]], ["add": ["cause:moon"]], ["add": ["x"]], ["tags": []]] as [JSON] {
                #expect(try await intake.post(Self.path, body).status == 422)
            }
        }
    }

    /// Two people at two instances: nothing of either is lost.
    @Test func whatSeveralAddAtOnceIsKept() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "Payments are refused"])
            try await intake.second { other in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for index in 0..<10 {
                        let door = index % 2 == 0 ? intake : other
                        group.addTask {
                            try await door.post(Self.path, ["add": [.string("service:\(index)")]]).status
                        }
                    }
                    for try await status in group { #expect(status == 200) }
                }
            }
            #expect(try await intake.get(Self.path).json["items"]?.arrayValue?.count == 10)
        }
    }

    @Test func anIncidentIsClosedWhenItHasWhatItsTypeRequires() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post("/api/v1/incidents", ["title": "The till is empty", "type": "breach"])
            #expect(try await intake.patch(Self.incident, ["status": "stable"]).status == 200)
            let refused = try await intake.patch(Self.incident, ["status": "closed"])
            #expect(refused.status == 409 && refused.text.contains("cause"), "\(refused.text)")
            _ = try await intake.post(Self.path, ["add": ["cause:load"]])
            #expect(try await intake.patch(Self.incident, ["status": "closed"]).status == 200)
        }
    }
}
