import JSON
import StatesLanguage
import Testing

@Suite struct VirtualExecutionsTests {
    private static let start = Timestamp(seconds: 1_700_000_000)

    private func started(_ definition: String) throws -> VirtualExecutions {
        var executions = VirtualExecutions(at: Self.start)
        executions.start(
            try StateMachine(parsing: definition), Execution(Playground.context([:], Self.start), seed: "tests"))
        return executions
    }

    @Test func theClockJumpsFromEventToEvent() throws {
        var executions = try started(
            #"{"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 3600, "End": true}}}"#)
        while let (process, effects) = executions.advance() {
            for command in effects.commands {
                let isOurs = executions.perform(command, of: process)
                #expect(isOurs)
            }
        }
        #expect(executions.execution().status == .succeeded)
        #expect(executions.now == Self.start.adding(seconds: 3600))
    }

    /// The task's time limit is a timer that its answer takes back.
    @Test func aTaskIsForTheOutsideWorldAndATimerThatWasCancelledChangesNothing() throws {
        var executions = try started(
            #"""
            {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "TimeoutSeconds": 60, "Next": "Rest",
                "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask"},
                "Rest": {"Type": "Wait", "Seconds": 300, "End": true}}}
            """#)
        var tasks: [String] = []
        var idle: [Timestamp] = []
        while let (process, effects) = executions.advance() {
            if effects.history.isEmpty, effects.commands.isEmpty { idle.append(executions.now) }
            for command in effects.commands where !executions.perform(command, of: process) {
                guard case .schedule(let task) = command else { continue }
                tasks.append(task.stateName)
                executions.post(.taskStarted(id: task.id), to: process)
                executions.post(.taskSucceeded(id: task.id, output: ["ok": true]), to: process, after: 5)
            }
        }
        #expect(tasks == ["Ask"])
        #expect(idle == [Self.start.adding(seconds: 60)])
        #expect(executions.execution().output == ["ok": true])
        #expect(executions.now == Self.start.adding(seconds: 305))
    }
}
