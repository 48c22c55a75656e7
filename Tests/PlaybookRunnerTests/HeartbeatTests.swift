import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import PlaybookDesk
import PlaybookStore
import StatesLanguage
import TestServers
import Testing
import WorkerTesting

@testable import PlaybookRunner

/// Heartbeats that come by way of the desk, as clients of AWS send them, and failures without a word.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct HeartbeatTests {
    private static let asking: JSON = [
        "Ask": [
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 600,
            "Parameters": ["FunctionName": "lookup", "Payload": ["token.$": "$$.Task.Token"]], "End": true,
        ]
    ]

    private func token(_ fixture: RunnerFixture) async throws -> String {
        try #require(try await fixture.requests().last?.input["token"]?.stringValue)
    }

    @Test func aHeartbeatPutsTheDeadlineOff() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.asking, startAt: "Ask")
            let id = try await fixture.start()
            let token = try await token(fixture)
            let before = try await fixture.timers(id)
            try await fixture.desk.beat(token, trace: nil)
            #expect(try await fixture.rows("select count(heartbeat_at) from playbook_runner.task") == ["1"])
            try await fixture.look(at: id)
            let after = try await fixture.timers(id)
            #expect(before.count == 1 && after.count == 1 && before != after, "\(before) \(after)")
            #expect(
                try await fixture.rows("select count(heartbeat_at) from playbook_runner.task") == ["0"], "heard once")
            try await fixture.look(at: id)
            #expect(try await fixture.timers(id) == after)
            #expect(try await fixture.history(id).last == "TaskSubmitted")
            await #expect(throws: PlaybookDeskError.self) { try await fixture.desk.beat("a guess", trace: nil) }
        }
    }

    /// What is held hears a heartbeat when it goes on, before the timer that rang meanwhile.
    @Test func aPausedExecutionHearsItLater() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.asking, startAt: "Ask")
            let id = try await fixture.start()
            let token = try await token(fixture)
            _ = try await fixture.desk.pause(id, actor: "ana", viewer: .system, trace: nil)
            try await fixture.look(at: id)
            try await fixture.desk.beat(token, trace: nil)
            try await fixture.look(at: id)
            #expect(try await fixture.rows("select count(heartbeat_at) from playbook_runner.task") == ["1"])
            try await fixture.ring(id)
            _ = try await fixture.desk.resume(id, actor: "ana", viewer: .system, trace: nil)
            try await fixture.look(at: id)
            #expect(try await fixture.outcome(id) == "RUNNING")
            #expect(try await fixture.rows("select count(heartbeat_at) from playbook_runner.task") == ["0"])
        }
    }

    @Test func aFailureMayHaveNeitherErrorNorCause() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.asking, startAt: "Ask")
            let id = try await fixture.start()
            let token = try await token(fixture)
            _ = try await fixture.desk.answer(
                AnswerRequest(token: token, failure: ErrorOutput()), actor: "ana", idempotency: nil, trace: nil)
            try await fixture.look(at: id)
            #expect(try await fixture.outcome(id) == "FAILED")
            await #expect(throws: PlaybookDeskError.self, "nobody waits any more") {
                try await fixture.desk.beat(token, trace: nil)
            }
        }
    }
}
