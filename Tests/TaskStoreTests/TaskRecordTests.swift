import FoundationEssentials
import JSON
import TaskStore
import Tasks
import Testing

@Suite struct TaskRecordTests {
    @Test func everyFieldIsShown() throws {
        let time = Date(timeIntervalSince1970: 1_767_603_600)
        let id = try #require(UUID(uuidString: "01933f5e-7d1a-7c3b-9f00-0123456789ab"))
        let task = TaskRecord(
            id: id, incidentID: id, incident: "INC-1",
            content: TaskContent(
                text: "Restart", owner: nil, assignees: ["a@example.org"], due: time, dueSetAt: time, priority: .high),
            source: .api, sourceKey: nil, url: nil, createdAt: time, createdBy: "test")
        #expect(
            task.json == [
                "id": "01933f5e-7d1a-7c3b-9f00-0123456789ab", "incident": "INC-1", "text": "Restart", "state": "open",
                "owner": .null, "assignees": ["a@example.org"], "due": "2026-01-05T09:00:00.000Z", "priority": "high",
                "source": "api", "url": .null, "created_at": "2026-01-05T09:00:00.000Z", "created_by": "test",
                "reminded_at": .null, "resolved_at": .null, "resolved_by": .null, "history": [],
            ])
    }
}
