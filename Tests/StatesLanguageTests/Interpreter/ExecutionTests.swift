import JSON
import StatesLanguage
import Testing

@Suite struct ExecutionTests {
    @Test(
        "Fail gives error and cause, or neither",
        arguments: [
            (#"{"Type": "Fail"}"#, nil, nil), (#"{"Type": "Fail", "Error": "E", "Cause": "why"}"#, "E", "why"),
            (#"{"Type": "Fail", "ErrorPath": "$.e", "CausePath": "States.Format('of {}', $.e)"}"#, "X", "of X"),
        ] as [(String, String?, String?)])
    func fail(_ state: String, _ error: String?, _ cause: String?) throws {
        var playground = try Playground(single(state), ["e": "X"])
        try playground.run()
        #expect(playground.execution.status == .failed)
        #expect(playground.execution.error == ErrorOutput(error: error, cause: cause))
    }

    @Test(
        "Wait ends when its time has come",
        arguments: [
            (#""Seconds": 10"#, 10), (#""SecondsPath": "$.s""#, 3), (#""Timestamp": "2023-11-14T22:13:40Z""#, 20),
            (#""TimestampPath": "$.t""#, 5), (#""Timestamp": "2001-01-01T00:00:00Z""#, 0),
        ])
    func wait(_ field: String, _ seconds: Int64) throws {
        var playground = try Playground(
            single(#"{"Type": "Wait", \#(field), "End": true}"#), ["s": 3, "t": "2023-11-14T22:13:25Z"])
        try playground.run()
        #expect(playground.execution.status == .succeeded)
        #expect(playground.now == Timestamp(seconds: 1_700_000_000 + seconds))
    }

    @Test(
        "What Wait cannot wait for",
        arguments: [
            (#""SecondsPath": "$.x""#, "The SecondsPath parameter does not reference an input value: $.x"),
            (#""SecondsPath": "$.s""#, "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5"),
            (
                #""TimestampPath": "$.t""#,
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                    + "$.t == 2023-11-14"
            ),
            (#""Timestamp": "2123-11-14T22:13:25Z""#, "Wait state delay is too long."),
        ])
    func cannotWait(_ field: String, _ message: String) throws {
        var playground = try Playground(
            single(#"{"Type": "Wait", \#(field), "End": true}"#), ["s": 1.5, "t": "2023-11-14"])
        try playground.run()
        #expect(playground.execution.error?.error == "States.Runtime")
        #expect(playground.execution.error?.cause?.hasSuffix(message) == true)
    }

    @Test("A machine's own time-out has a status of its own, and no error")
    func timeout() throws {
        var playground = try Playground(
            #"{"TimeoutSeconds": 5, "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": true}}}"#)
        try playground.run()
        #expect(playground.execution.status == .timedOut)
        #expect(playground.execution.error == nil)
        #expect(playground.trace.last == "ExecutionTimedOut")
    }

    @Test("Somebody stops it")
    func stop() throws {
        var playground = try Playground(single(#"{"Type": "Wait", "Seconds": 60, "End": true}"#))
        try playground.apply(.start)
        try playground.apply(.advance)
        try playground.apply(.stop(ErrorOutput(error: "Stopped", cause: "enough")))
        #expect(playground.execution.status == .aborted)
        #expect(playground.trace.suffix(2) == ["WaitStateAborted", "ExecutionAborted"])
        #expect(!playground.execution.isReady)
    }

    @Test("Driven again it goes on where it failed")
    func redrive() throws {
        var isBroken = true
        var playground = try Playground(
            """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 1, "Next": "P"},
              "P": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:b", "End": true}}},
                {"StartAt": "C", "States": {"C": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:c", "End": true}}}]}}}
            """
        ) { task in task.stateName == "C" && isBroken ? .failure("E", "") : .success(.string(task.stateName)) }
        try playground.run()
        #expect(playground.execution.status == .failed)
        isBroken = false
        try playground.run(from: .redrive)
        #expect(playground.execution.output == ["B", "C"])
        #expect(playground.requests.map(\.stateName) == ["B", "C", "C"])
        #expect(playground.trace.contains("ExecutionRedriven"))
        #expect(playground.execution.context.redriveCount == 1)
    }

    @Test("The history ends at its limit")
    func historyLimit() throws {
        let machine = try StateMachine(
            parsing: """
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "C": {"Type": "Succeed"},
                  "B": {"Type": "Choice", "Choices": [{"Variable": "$.end", "IsPresent": true, "Next": "C"}], "Default": "A"}}}
                """)
        var execution = Execution(Playground.context([:], Timestamp(seconds: 0)), seed: "s")
        let limits = InterpreterLimits(historyEvents: 50)
        let effects = machine.run(&execution, .start, at: Timestamp(seconds: 0), limits: limits)
        #expect(execution.status == .failed)
        #expect(effects.history.count == 50)
        #expect(effects.history.map(\.id) == Array(1...50))
        #expect(effects.history.last?.type == .executionFailed)
    }

    @Test("What a state gives on is bounded")
    func payloadLimit() throws {
        let machine = try StateMachine(
            parsing: single(#"{"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "End": true}"#))
        var execution = Execution(
            Playground.context(.string(String(repeating: "x", count: 90)), Timestamp(seconds: 0)), seed: "s")
        _ = machine.run(
            &execution, .start, at: Timestamp(seconds: 0), limits: InterpreterLimits(payloadBytes: 100))
        #expect(
            execution.error
                == ErrorOutput(
                    error: "States.DataLimitExceeded",
                    cause: "The state/task 'Only' returned a result with a size exceeding the maximum number of bytes "
                        + "service limit."))
    }

    @Test("Events follow each other without gaps, and each names one before it")
    func numbering() throws {
        var playground = try Playground(
            single(
                #"""
                {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}
                """#), [1, 2, 3])
        try playground.run()
        #expect(playground.history.map(\.id) == Array(1...playground.history.count))
        #expect(playground.history.allSatisfy { $0.previousID < $0.id })
    }

    @Test("An event has the shape of the service's history")
    func shape() throws {
        var playground = try Playground(single(#"{"Type": "Pass", "Assign": {"x": 1}, "End": true}"#), ["a": 1])
        try playground.run()
        #expect(
            playground.history[1].json == [
                "id": 2, "previousEventId": 1, "timestamp": "2023-11-14T22:13:20.000Z", "type": "PassStateEntered",
                "stateEnteredEventDetails": [
                    "name": "Only", "input": #"{"a":1}"#, "inputDetails": ["truncated": false],
                ],
            ])
        #expect(playground.history[2].json["stateExitedEventDetails"]?["assignedVariables"] == ["x": "1"])
    }
}
