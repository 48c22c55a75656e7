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

/// How executions go on, by messages, timers and rows.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ExecutionTests {
    private static let waiting: JSON = [
        "Greet": ["Type": "Pass", "Result": "hello", "ResultPath": "$.greeting", "Next": "Rest"],
        "Rest": ["Type": "Wait", "Seconds": 3600, "Next": "End"], "End": ["Type": "Succeed"],
    ]
    private static let asking: JSON = [
        "Look up": [
            "Type": "Task", "Resource": RunnerFixture.function("lookup"), "TimeoutSeconds": 600,
            "Retry": [["ErrorEquals": ["Busy"], "IntervalSeconds": 30, "MaxAttempts": 1]],
            "Catch": [["ErrorEquals": ["States.Timeout"], "Next": "Give up"]], "End": true,
        ], "Give up": ["Type": "Pass", "Result": "nobody answered", "End": true],
    ]

    @Test func statesThatNeedNobodyRunOnInOneCommit() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Greet")
            let id = try await fixture.start("triage", JSON.parse(#"{"n":1.50}"#))
            #expect(try await fixture.execution(id).current == ["Rest"])
            #expect(
                try await fixture.history(id) == [
                    "ExecutionStarted", "PassStateEntered", "PassStateExited", "WaitStateEntered",
                ])
            #expect(
                try await fixture.rows("select count(distinct xmin::text) from playbook_runner.history") == ["1"],
                "one transaction")
            // However often it is looked at, nothing happens before the time.
            try await fixture.look(at: id)
            #expect(try await fixture.history(id).count == 4)
            try await fixture.ring(id)
            #expect(try await fixture.outcome(id) == #"SUCCEEDED {"n":1.50,"greeting":"hello"}"#)
            #expect(try await fixture.history(id).last == "ExecutionSucceeded")
            #expect(try await fixture.timers(id).isEmpty)
        }
    }

    @Test func aTimerThatRingsTwiceOrInVainChangesNothing() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Greet")
            let id = try await fixture.start()
            let timer = try #require(try await fixture.timers(id).first)
            for number in [timer + 7, timer, timer] {
                #expect(await fixture.harness.handle(WakeExecution(execution: id, timer: number)) == .done)
            }
            #expect(try await fixture.history(id).filter { $0 == "ExecutionSucceeded" }.count == 1)
        }
    }

    /// What goes round for long lets others come first, and goes on all the same.
    @Test func aLongRunIsCutIntoTurns() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Count": [
                        "Type": "Pass", "Parameters": ["n.$": "States.MathAdd($.n, 1)"], "Next": "Enough",
                    ],
                    "Enough": [
                        "Type": "Choice",
                        "Choices": [["Variable": "$.n", "NumericLessThan": 300, "Next": "Count"]], "Default": "End",
                    ], "End": ["Type": "Succeed"],
                ], startAt: "Count")
            let id = try await fixture.start("triage", ["n": 0])
            #expect(try await fixture.execution(id).state == "RUNNING")
            for _ in 0..<4 { try await fixture.look(at: id) }
            #expect(try await fixture.outcome(id) == #"SUCCEEDED {"n":300}"#)
            let orders = try await fixture.harness.announced(AdvanceExecution.self).filter { $0.execution == id }
            #expect(orders.count >= 3, "it asks for its next turn itself")
        }
    }

    @Test func anIntegrationOutsideIsAskedAndItsResultCountsOnce() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.asking, startAt: "Look up")
            let id = try await fixture.start("triage", ["hash": "44d8"])
            let asked = try #require(try await fixture.requests().first)
            #expect(asked.integration == "lookup" && asked.input == ["hash": "44d8"] && asked.timeoutSeconds == 600)
            #expect(asked.token.utf8.count >= 32)
            #expect(
                try await fixture.rows(
                    "select routing_key from playbook_runner.outbox_event where type like '%step.requested%'")
                    == ["task.lookup"])
            let answer: JSON = ["token": .string(asked.token), "output": ["known": true]]
            #expect(try await fixture.publish(answer, from: "other") == .dead(code: "wrong-integration"))
            #expect(
                try await fixture.publish(["token": "a guess", "output": 1], from: "lookup")
                    == .dead(code: "unknown-token"))
            #expect(
                try await fixture.publish(["token": .string(asked.token)], from: "lookup") == .dead(code: "undecodable")
            )
            #expect(try await fixture.outcome(id) == "RUNNING")
            for _ in 0..<2 { #expect(try await fixture.publish(answer, from: "lookup") == .done) }
            #expect(try await fixture.outcome(id) == #"SUCCEEDED {"known":true}"#)
            #expect(
                try await fixture.history(id) == [
                    "ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted",
                    "LambdaFunctionSucceeded", "TaskStateExited", "ExecutionSucceeded",
                ])
            #expect(try await fixture.timers(id).isEmpty, "its deadline was taken back")
        }
    }

    @Test func aFailureIsTriedAgainAndALateResultFindsNobody() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.asking, startAt: "Look up")
            let id = try await fixture.start()
            let first = try #require(try await fixture.requests().first)
            let busy: JSON = ["token": .string(first.token), "error": "Busy", "cause": "come later"]
            #expect(try await fixture.publish(busy, from: "lookup") == .done)
            try await fixture.ring(id)
            let second = try #require(try await fixture.requests().last)
            #expect(second.retryCount == 1 && second.token != first.token)
            try await fixture.ring(id)
            #expect(try await fixture.outcome(id) == #"SUCCEEDED "nobody answered""#)
            #expect(
                try await fixture.publish(["token": .string(second.token), "output": 1], from: "lookup") == .done)
            #expect(try await fixture.outcome(id) == #"SUCCEEDED "nobody answered""#)
            #expect(
                try await fixture.rows("select status from playbook_runner.task order by number") == [
                    "done", "cancelled",
                ])
        }
    }

    @Test func aHeartbeatPutsTheEndOfPatienceOff() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(
                [
                    "Ask": [
                        "Type": "Task", "Resource": RunnerFixture.function("slow"), "HeartbeatSeconds": 60, "End": true,
                    ]
                ], startAt: "Ask")
            let id = try await fixture.start()
            let before = try await fixture.timers(id)
            let token = try #require(try await fixture.requests().first).token
            #expect(try await fixture.publish(["token": .string(token), "heartbeat": true], from: "slow") == .done)
            let after = try await fixture.timers(id)
            #expect(before.count == 1 && after.count == 1 && before != after)
            try await fixture.ring(id)
            #expect(try await fixture.outcome(id) == "FAILED States.Timeout")
        }
    }

    @Test func whatIsPausedKeepsWhatComesUntilItIsResumed() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Greet")
            let id = try await fixture.start()
            _ = try await fixture.desk.pause(id, actor: "ana", viewer: .system, trace: nil)
            try await fixture.ring(id)
            #expect(try await fixture.outcome(id) == "PAUSED")
            #expect(try await fixture.history(id).count == 4)
            _ = try await fixture.desk.resume(id, actor: "ana", viewer: .system, trace: nil)
            try await fixture.look(at: id)
            #expect(try await fixture.execution(id).state == "SUCCEEDED")
        }
    }

    @Test func whatIsStoppedEndsAndIsDrivenAgainFromThere() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.asking, startAt: "Look up")
            let id = try await fixture.start(ofIncident: true)
            let reason = StopRequest(reason: ErrorOutput(error: "Cancelled", cause: "a false alarm"))
            _ = try await fixture.desk.stop(id, reason, actor: "bob", viewer: .system, trace: nil)
            try await fixture.look(at: id)
            #expect(try await fixture.outcome(id) == "ABORTED Cancelled")
            #expect(try await fixture.timers(id).isEmpty)
            await #expect(throws: PlaybookDeskError.self) {
                try await fixture.desk.stop(id, reason, actor: "bob", viewer: .system, trace: nil)
            }
            _ = try await fixture.desk.redrive(id, actor: "ana", viewer: .system, trace: nil)
            try await fixture.look(at: id)
            #expect(try await fixture.outcome(id) == "RUNNING")
            let token = try #require(try await fixture.requests().last).token
            _ = try await fixture.publish(["token": .string(token), "output": "found"], from: "lookup")
            #expect(try await fixture.outcome(id) == #"SUCCEEDED "found""#)
            let name = try await fixture.execution(id).name
            #expect(
                try await fixture.timeline() == [
                    "Playbook triage began (execution \(name))",
                    "Playbook triage was stopped in \"Look up\": Cancelled: a false alarm (execution \(name))",
                    "Playbook triage goes on where it ended (execution \(name))",
                    "Step \"Look up\" (lookup) is done",
                    "Playbook triage is done (execution \(name)). Done: \"Look up\".",
                ])
        }
    }

    /// A version that is applied meanwhile is for those that begin later.
    @Test func anExecutionGoesOnByTheVersionThatItBeganWith() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Greet")
            let id = try await fixture.start()
            let second = try await fixture.apply(
                ["Rest": ["Type": "Fail", "Error": "Changed"]], startAt: "Rest")
            #expect(second.number == 2)
            try await fixture.ring(id)
            #expect(try await fixture.execution(id).state == "SUCCEEDED")
            let other = try await fixture.start()
            #expect(try await fixture.outcome(other) == "FAILED Changed")
        }
    }

    @Test func theSameStartIsTheSameExecution() async throws {
        try await RunnerFixture.run { fixture in
            try await fixture.apply(Self.waiting, startAt: "Greet")
            let id = try await fixture.start("triage", ["a": 1], name: "one")
            #expect(try await fixture.start("triage", ["a": 1], name: "one") == id)
            await #expect(throws: PlaybookDeskError.self) {
                _ = try await fixture.start("triage", ["a": 2], name: "one")
            }
            #expect(try await fixture.rows("select count(*) from playbook_runner.execution") == ["1"])
        }
    }
}
