import ArgumentParser
import JSON
import Testing

@testable import Muster

@Suite struct TaskTextTests {
    private let task: JSON = [
        "id": "7", "incident": "INC-1", "text": "Restart the queue", "state": "open", "owner": "a@example.org",
        "assignees": ["a@example.org"], "due": "2026-01-05T09:00:00.000Z", "priority": "high", "source": "api",
        "history": [["at": "T", "kind": "created", "actor": "ops", "text": "made for a@example.org"]],
    ]

    @Test func aListIsAligned() {
        #expect(
            TaskListText.list(["items": [task, ["id": "8", "text": "x"]]], states: ["open"]) == """
                TASK  INCIDENT  STATE  PRIORITY  DUE                       OWNER          TEXT
                7     INC-1     open   high      2026-01-05T09:00:00.000Z  a@example.org  Restart the queue
                8     –         –      –         –                         –              x
                """)
        #expect(
            TaskListText.list(["items": []], states: ["resolved", "dropped"])
                == "There are no tasks that are resolved or dropped.")
    }

    @Test func oneShowsItsHistory() {
        let text = TaskListText.one(task)
        #expect(text.contains("owner     a@example.org") && !text.contains("assignees"))
        #expect(text.hasSuffix("T   created  ops    made for a@example.org"))
    }

    @Test func theBodySaysWhatWasTyped() throws {
        let command = try TaskCreateCommand.parse([
            "inc-7", "--text", "Restart", "--owner", "bob", "--assignee", "a", "--assignee", "b", "--priority", "high",
            "--due", "2026-01-05T09:00:00Z",
        ])
        #expect(command.incident.text == "INC-7")
        #expect(
            command.body == [
                "text": "Restart", "owner": "bob", "assignees": ["a", "b"], "due": "2026-01-05T09:00:00.000Z",
                "priority": "high",
            ])
        #expect(try TaskCreateCommand.parse(["INC-7", "--text", "x"]).body == ["text": "x"])
    }

    @Test(arguments: [["INC-7"], ["7", "--text", "x"], ["INC-7", "--text", "x", "--due", "Friday"]])
    func refusesWhatIsNoTask(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try TaskCreateCommand.parse(arguments) }
    }
}
