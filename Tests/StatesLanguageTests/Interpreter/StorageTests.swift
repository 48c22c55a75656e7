import JSON
import StatesLanguage
import Testing

/// Properties that hold for every machine.
@Suite struct StorageTests {
    static let machines: [(String, JSON)] = [
        (
            """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"n": 1}, "Next": "M"},
              "M": {"Type": "Map", "MaxConcurrency": 2, "ItemsPath": "$.items", "ItemProcessor": {"StartAt": "T", "States": {
                "T": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:t", "TimeoutSeconds": 10, "Next": "U",
                  "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 2, "JitterStrategy": "FULL"}]},
                "U": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "V", "States": {"V": {"Type": "Wait", "Seconds": 3, "Next": "W"},
                    "W": {"Type": "Pass", "Parameters": {"id.$": "States.UUID()", "n.$": "$n"}, "End": true}}},
                  {"StartAt": "X", "States": {"X": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:u.waitForTaskToken",
                    "HeartbeatSeconds": 5, "End": true}}}]}}}, "Next": "D"},
              "D": {"Type": "Map", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}}}}
            """, ["items": [1, 2, 3]]
        ),
        (
            """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "Next": "Z", "Branches": [
                {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:bad", "End": true}}},
                {"StartAt": "B", "States": {"B": {"Type": "Wait", "Seconds": 9, "End": true}}}],
              "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Z"}]}, "Z": {"Type": "Pass", "End": true}}}
            """, [:]
        ),
    ]

    private func reply(_ task: TaskRequest) -> Playground.Reply {
        if task.resource.arn.hasSuffix(":bad") || (task.stateName == "T" && task.input == 2 && task.retryCount == 0) {
            return .failure("E", "why")
        }
        return .success(task.input)
    }

    @Test("Stored and read again before each step gives the same history", arguments: machines.indices)
    func reload(_ index: Int) throws {
        let (definition, input) = Self.machines[index]
        var straight = try Playground(definition, input, reply: reply)
        var stored = straight
        stored.storesEachStep = true
        try straight.run()
        try stored.run()
        #expect(straight.execution.status == .succeeded, "\(String(describing: straight.execution.error))")
        #expect(straight.history == stored.history)
        #expect(straight.execution == stored.execution)
    }

    @Test("Any order of what comes in ends in the same result", arguments: machines.indices)
    func orders(_ index: Int) throws {
        let (definition, input) = Self.machines[index]
        for seed: UInt64 in 0..<20 {
            var playground = try Playground(definition, input, reply: reply)
            playground.shuffle = seed
            try playground.run()
            #expect(playground.execution.status == .succeeded)
            #expect(playground.history.map(\.id) == Array(1...playground.history.count))
        }
    }

    @Test("An execution of another machine is refused")
    func otherMachine() throws {
        var playground = try Playground(Self.machines[0].0, Self.machines[0].1) { _ in .silence }
        try playground.run()
        let stored = playground.execution
        let other = try StateMachine(parsing: #"{"StartAt": "Z", "States": {"Z": {"Type": "Succeed"}}}"#)
        for event in [Event.advance, .timerFired(id: 3)] + (1...12).map({ Event.taskSucceeded(id: $0, output: 1) }) {
            var execution = stored
            let effects = other.step(&execution, event, at: playground.now)
            #expect(effects.history.isEmpty)
        }
    }

    @Test("What is stored does not grow with the history")
    func size() throws {
        var playground = try Playground(
            """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "C"},
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 1100, "Next": "A"}], "Default": "Z"},
              "Z": {"Type": "Succeed"}}}
            """, ["n": 100])
        try playground.apply(.start)
        try playground.apply(.advance)
        let early = playground.execution.json.text().utf8.count
        while playground.execution.isReady, playground.history.count < 3000 { try playground.apply(.advance) }
        #expect(playground.execution.json.text().utf8.count < early + 20)
    }
}
