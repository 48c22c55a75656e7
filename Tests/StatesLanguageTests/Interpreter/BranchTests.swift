import JSON
import StatesLanguage
import Testing

@Suite struct BranchTests {
    private static let parallel = """
        {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
          {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:a", "End": true}}},
          {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:b", "End": true}}},
          {"StartAt": "C", "States": {"C": {"Type": "Pass", "Result": "c", "End": true}}}]}}}
        """

    @Test("Results come in the order of the branches, whichever ends first")
    func order() throws {
        var playground = try Playground(Self.parallel) { .success(.string($0.stateName)) }
        for seed: UInt64 in 0..<8 {
            var copy = playground
            copy.shuffle = seed
            #expect(try copy.run().execution.output == ["A", "B", "c"])
        }
        try playground.run()
        #expect(playground.trace.suffix(3) == ["ParallelStateSucceeded", "ParallelStateExited", "ExecutionSucceeded"])
    }

    @Test("The first failure ends the state with the branch's own error, and the others")
    func failure() throws {
        var playground = try Playground(Self.parallel) { $0.stateName == "A" ? .failure("E", "why") : .silence }
        try playground.run()
        #expect(playground.execution.error == ErrorOutput(error: "E", cause: "why"))
        #expect(playground.trace.filter { $0 == "TaskStateAborted" }.count == 2)
        #expect(playground.trace.suffix(2) == ["ParallelStateFailed", "ExecutionFailed"])
    }

    @Test("A further attempt starts all branches again")
    func retry() throws {
        let definition = Self.parallel.replacing(
            #""Type": "Parallel", "#,
            with: #""Type": "Parallel", "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], "#)
        var calls = 0
        var playground = try Playground(definition) { task in
            calls += 1
            return calls == 1 ? .failure("E", "") : .success(.string(task.stateName))
        }
        try playground.run()
        #expect(playground.execution.output == ["A", "B", "c"])
        #expect(playground.trace.filter { $0 == "ParallelStateStarted" }.count == 2)
    }

    private func map(_ fields: String, _ state: String = #"{"Type": "Pass", "End": true}"#) -> String {
        single(
            #"{"Type": "Map", \#(fields), "ItemProcessor": {"StartAt": "I", "States": {"I": \#(state)}}, "End": true}"#)
    }

    @Test(
        "Iterations get the item, or what the selector makes of it",
        arguments: [
            (#""ItemsPath": "$.items""#, "[1, 2]"),
            (
                #""ItemsPath": "$.items", "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "k.$": "$.k"}"#,
                #"[{"i": 0, "v": 1, "k": "x"}, {"i": 1, "v": 2, "k": "x"}]"#
            ),
            (#""ItemsPath": "$.items", "MaxConcurrency": 1, "ResultSelector": {"all.$": "$"}"#, #"{"all": [1, 2]}"#),
            (#""InputPath": "$.items", "ResultPath": "$.done""#, #"{"items": [1, 2], "k": "x", "done": [1, 2]}"#),
        ])
    func items(_ fields: String, _ output: String) throws {
        var playground = try Playground(map(fields), ["items": [1, 2], "k": "x"])
        #expect(try playground.run().execution.output == JSON(output))
    }

    @Test("An empty Map is done at once")
    func empty() throws {
        var playground = try Playground(map(#""ItemsPath": "$""#), [])
        #expect(try playground.run().execution.output == [])
        #expect(
            playground.trace == [
                "ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapStateSucceeded", "MapStateExited",
                "ExecutionSucceeded",
            ])
    }

    @Test("No more iterations run than may", arguments: [1, 2, 3])
    func concurrency(_ most: Int) throws {
        let definition = map(
            #""MaxConcurrency": \#(most)"#,
            #"{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:y", "End": true}"#)
        var playground = try Playground(definition, [1, 2, 3, 4, 5]) { _ in .silence }
        try playground.run()
        #expect(playground.requests.count == most)
        try playground.run(from: .taskSucceeded(id: playground.requests[0].id, output: 1))
        #expect(playground.requests.count == most + 1)
    }

    @Test("A failed iteration fails the Map with its error")
    func failedIteration() throws {
        let state = #"{"Type": "Fail", "Error": "E", "Cause": "why"}"#
        var playground = try Playground(map(#""MaxConcurrency": 1"#, state), [1, 2])
        try playground.run()
        #expect(playground.execution.error == ErrorOutput(error: "E", cause: "why"))
        #expect(
            playground.trace.suffix(4) == [
                "FailStateEntered", "MapIterationFailed", "MapStateFailed", "ExecutionFailed",
            ])
    }

    @Test("An item that cannot be selected ends the iterations under way")
    func selectorFailure() throws {
        var playground = try Playground(
            map(
                #""MaxConcurrency": 1, "ItemSelector": {"v.$": "$$.Map.Item.Value.v"}, "Retry": []"#,
                #"{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:y", "End": true}"#), [["v": 1], ["w": 2]])
        try playground.run()
        #expect(playground.execution.status == .failed)
        #expect(
            playground.execution.error?.cause?.contains("'$$.Map.Item.Value.v' specified for the field 'v.$'") == true)
        #expect(playground.requests.count == 1)
    }

    @Test(
        "What is no array",
        arguments: [
            (#""ItemsPath": "$.a""#, "Reference path \"$.a\" must point to array."),
            (
                #""ItemsPath": "$.items", "MaxConcurrencyPath": "$.a""#,
                "The MaxConcurrencyPath field refers to value \"x\" which is not a valid integer: $.a"
            ),
        ])
    func invalid(_ fields: String, _ message: String) throws {
        var playground = try Playground(map(fields), ["a": "x", "items": [1]])
        try playground.run()
        #expect(playground.execution.error?.error == "States.Runtime")
        #expect(playground.execution.error?.cause?.hasSuffix(message) == true)
        #expect(playground.trace.last == "ExecutionFailed" && !playground.trace.contains("MapStateFailed"))
    }
}
