import ArgumentParser
import JSON
import Testing

@testable import Muster

/// Playbooks and executions as people read them.
@Suite struct PlaybookTextTests {
    private let execution: JSON = [
        "id": "01933f5e-7d1a-7c3b-9f00-0123456789ab", "playbook": "triage", "version": 3, "name": "one",
        "state": "RUNNING", "incident": "INC-17", "alert": .null, "input": ["host": "web-1"], "output": .null,
        "error": .null, "cause": .null, "started_by": "ana", "started_at": "2026-01-05T09:00:00.000Z",
        "stopped_at": .null, "current": ["Ask"], "events": 5,
    ]

    @Test func anExecutionSaysWhatItWaitsFor() {
        var object = execution.objectValue ?? [:]
        object["waiting"] = [
            ["state": "Ask", "for": "somebody's answer", "since": "2026-01-05T09:00:00.000Z", "until": .null]
        ]
        let history: [JSON] = [
            [
                "id": 2, "timestamp": "2026-01-05T09:00:00.000Z", "type": "TaskStateEntered",
                "stateEnteredEventDetails": ["name": "Ask"],
            ],
            [
                "id": 3, "timestamp": "2026-01-05T09:00:01.000Z", "type": "TaskFailed",
                "taskFailedEventDetails": ["error": "Busy"],
            ],
        ]
        let text = PlaybookText.one(.object(object), history: history)
        #expect(text.contains("playbook   triage version 3"))
        #expect(text.contains("input      {\"host\":\"web-1\"}"))
        #expect(!text.contains("output"))
        #expect(text.contains("Ask       2026-01-05T09:00:00.000Z  –      somebody's answer"))
        #expect(text.contains("2  2026-01-05T09:00:00.000Z  TaskStateEntered  Ask"))
        #expect(text.contains("3  2026-01-05T09:00:01.000Z  TaskFailed        Busy"))
    }

    @Test func listsAreShort() {
        let page: JSON = ["items": [execution], "next_cursor": .null]
        #expect(PlaybookText.executions(page).contains("triage    RUNNING  INC-17"))
        #expect(PlaybookText.executions(["items": []]) == "There are no such executions.")
        #expect(
            PlaybookText.playbooks(["items": []]) == "There are no playbooks. Apply one: muster playbook apply FILE.")
    }

    @Test func applyingSaysWhetherThereIsANewVersion() {
        #expect(PlaybookText.applied(["name": "triage", "version": 2, "created": true]) == "Applied triage version 2.")
        #expect(
            PlaybookText.applied(["name": "triage", "version": 2, "created": false])
                == "Nothing to do: triage version 2 is this already.")
    }

    @Test func aPlaybookIsNamedAfterItsFile() throws {
        #expect(try PlaybookApplyCommand.parse(["playbooks/phishing-triage.asl.json"]).playbook == "phishing-triage")
        #expect(try PlaybookApplyCommand.parse(["-", "--name", "x"]).playbook == "x")
        #expect(throws: (any Error).self) { try PlaybookApplyCommand.parse(["-"]) }
        #expect(throws: (any Error).self) { try PlaybookAnswerCommand.parse(["token"]) }
        #expect(try PlaybookAnswerCommand.parse(["token", "--output", "null"]).output == JSON.null)
        #expect(throws: (any Error).self) { try PlaybookListCommand.parse(["--state", "RUNNING"]) }
    }
}
