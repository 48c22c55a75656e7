import JSON
import StatesLanguage
import Testing

@Suite struct TaskTests {
    private static let lambda = "arn:aws:lambda:us-east-1:000000000000:function:f"

    private func task(_ fields: String, resource: String = Self.lambda) -> String {
        #"{"Type": "Task", "Resource": "\#(resource)", \#(fields)}"#
    }

    @Test(
        "Events are named for what does the task",
        arguments: [
            (Self.lambda, ["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded"]),
            (
                "arn:aws:states:us-east-1:000000000000:activity:a",
                ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"]
            ),
            ("arn:aws:states:::aws-sdk:sqs:sendMessage", ["TaskScheduled", "TaskStarted", "TaskSucceeded"]),
            ("arn:aws:states:::aws-sdk:s3:getObject", ["TaskScheduled", "TaskStarted", "TaskSucceeded"]),
        ])
    func events(_ resource: String, _ expected: [String]) throws {
        var playground = try Playground(single(task(#""End": true"#, resource: resource)), ["a": 1])
        try playground.run()
        #expect(Array(playground.trace.dropFirst(2).prefix(3)) == expected)
        #expect(playground.execution.output == ["a": 1])
    }

    @Test("Parameters, ResultSelector, ResultPath and OutputPath come in this order")
    func flow() throws {
        let state = task(
            #"""
            "InputPath": "$.in", "Parameters": {"p.$": "$.x", "n.$": "$$.State.RetryCount"},
            "ResultSelector": {"s.$": "$.r"}, "ResultPath": "$.out", "OutputPath": "$.out", "End": true
            """#)
        var playground = try Playground(single(state), ["in": ["x": 5]]) { _ in .success(["r": 9, "t": 1]) }
        try playground.run()
        #expect(playground.requests.first?.input == ["p": 5, "n": 0])
        #expect(playground.execution.output == ["s": 9])
    }

    @Test("Time begins to run when the task is taken up; a time-out has no cause, and an empty one in Catch")
    func timeout() throws {
        var playground = try Playground(single(task(#""TimeoutSeconds": 5, "End": true"#))) { _ in .silence }
        try playground.run()
        #expect(playground.execution.error == ErrorOutput(error: "States.Timeout"))
        #expect(playground.now == Timestamp(seconds: 1_700_000_005))
        #expect(playground.trace.suffix(2) == ["LambdaFunctionTimedOut", "ExecutionFailed"])

        let caught = """
            {"StartAt": "T", "States": {
              "T": \(task(#""TimeoutSeconds": 5, "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "P"}], "End": true"#)),
              "P": {"Type": "Pass", "End": true}}}
            """
        var second = try Playground(caught) { _ in .silence }
        #expect(try second.run().execution.output == ["Error": "States.Timeout", "Cause": ""])
    }

    @Test("Heartbeats put the end off")
    func heartbeat() throws {
        var playground = try Playground(
            single(task(#""HeartbeatSeconds": 10, "TimeoutSeconds": 100, "End": true"#))
        ) { _ in .silence }
        try playground.apply(.start)
        try playground.apply(.advance)
        let id = try #require(playground.requests.first?.id)
        let machine = playground.machine
        var execution = playground.execution
        let at = { Timestamp(seconds: 1_700_000_000 + $0) }
        var timers = machine.step(&execution, .taskStarted(id: id), at: at(0)).commands.timers
        #expect(timers.values.sorted() == [at(10), at(100)])
        let beat = machine.step(&execution, .taskHeartbeat(id: id), at: at(8)).commands
        #expect(beat.timers.values.sorted() == [at(18)])
        timers = beat.timers
        let late = machine.step(&execution, .timerFired(id: try #require(timers.keys.first)), at: at(18))
        #expect(late.history.map(\.type) == [.lambdaFunctionTimedOut, .executionFailed])
        #expect(execution.error?.error == "States.Timeout")
    }

    @Test(
        "A missed heartbeat is a time-out, which may be caught by its own name",
        arguments: [
            "States.HeartbeatTimeout", "States.Timeout", "States.ALL",
        ])
    func heartbeatNames(_ name: String) throws {
        var playground = try Playground(
            """
            {"StartAt": "T", "States": {
              "T": \(task(#""HeartbeatSeconds": 5, "Catch": [{"ErrorEquals": ["\#(name)"], "Next": "P"}], "End": true"#)),
              "P": {"Type": "Pass", "End": true}}}
            """
        ) { _ in .silence }
        #expect(try playground.run().execution.output?["Error"] == "States.Timeout")
    }

    @Test("A second answer changes nothing and is refused")
    func second() throws {
        var playground = try Playground(
            """
            {"StartAt": "T", "States": {"T": \(task(#""Next": "W""#)),
              "W": {"Type": "Wait", "Seconds": 60, "End": true}}}
            """)
        try playground.apply(.start)
        try playground.apply(.advance)
        let id = try #require(playground.requests.first?.id)
        let machine = playground.machine
        var execution = playground.execution
        #expect(machine.run(&execution, .taskSucceeded(id: id, output: 1), at: playground.now).rejection == nil)
        let before = execution
        let effects = machine.run(&execution, .taskSucceeded(id: id, output: 2), at: playground.now)
        #expect(effects.rejection != nil)
        #expect(effects.history.isEmpty && effects.commands.isEmpty)
        #expect(execution == before)
    }

    @Test("A task with a token waits for whoever has it")
    func token() throws {
        let state = task(
            #""Parameters": {"token.$": "$$.Task.Token"}, "End": true"#,
            resource: "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken")
        var playground = try Playground(single(state)) { _ in .silence }
        try playground.run()
        let request = try #require(playground.requests.first)
        #expect(request.token != nil && request.input["token"]?.stringValue == request.token)
        try playground.apply(.taskSubmitted(id: request.id, output: [:]))
        try playground.run(from: .taskSucceeded(id: request.id, output: "done"))
        #expect(playground.execution.output == "done")
        #expect(
            playground.trace.dropFirst(2).prefix(4) == [
                "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded",
            ])
    }

    @Test("A result that is too large is an error that can be caught")
    func limit() throws {
        let definition = """
            {"StartAt": "T", "States": {
              "T": \(task(#""Catch": [{"ErrorEquals": ["States.DataLimitExceeded"], "Next": "P"}], "End": true"#)),
              "P": {"Type": "Pass", "End": true}}}
            """
        var playground = try Playground(definition) { _ in .success(.string(String(repeating: "x", count: 262_144))) }
        #expect(try playground.run().execution.output?["Error"] == "States.DataLimitExceeded")
        #expect(playground.trace[4] == "LambdaFunctionFailed")
    }

    @Test(
        "ARNs",
        arguments: [
            ("arn:aws:states:::lambda:invoke.waitForTaskToken", "lambda", "invoke.waitForTaskToken"),
            ("arn:aws:states:::states:startExecution.sync:2", "states", "startExecution.sync:2"),
            ("arn:aws:states:::aws-sdk:dynamodb:getItem", "aws-sdk:dynamodb", "getItem"),
        ])
    func resources(_ arn: String, _ type: String, _ name: String) throws {
        let resource = try #require(TaskResource(arn))
        #expect(resource.resourceType == type)
        #expect(resource.resourceName == name)
        #expect(TaskResource("function:f") == nil && TaskResource("arn:aws:states:::lambda") == nil)
    }
}

extension [Command] {
    /// The timers that are set.
    var timers: [Int: Timestamp] {
        var timers: [Int: Timestamp] = [:]
        for case .setTimer(let id, let at) in self { timers[id] = at }
        return timers
    }
}
