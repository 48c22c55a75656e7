import JSON
import StatesLanguage
import Testing

@Suite struct DataFlowTests {
    @Test(
        "What a state sees and what goes on",
        arguments: [
            (#"{"Type": "Pass", "End": true}"#, #"{"a": 1}"#, #"{"a": 1}"#),
            (#"{"Type": "Pass", "InputPath": "$.a", "End": true}"#, #"{"a": {"b": 2}}"#, #"{"b": 2}"#),
            (#"{"Type": "Pass", "InputPath": null, "End": true}"#, #"{"a": 1}"#, "{}"),
            (#"{"Type": "Pass", "OutputPath": null, "End": true}"#, #"{"a": 1}"#, "{}"),
            (#"{"Type": "Pass", "Result": {"x.$": "$.a"}, "End": true}"#, #"{"a": 1}"#, #"{"x.$": "$.a"}"#),
            (
                #"{"Type": "Pass", "InputPath": "$.a", "ResultPath": "$.r.s", "End": true}"#, #"{"a": 1}"#,
                #"{"a": 1, "r": {"s": 1}}"#
            ),
            (#"{"Type": "Pass", "Result": 5, "ResultPath": null, "End": true}"#, #"{"a": 1}"#, #"{"a": 1}"#),
            (
                #"{"Type": "Pass", "Result": 5, "ResultPath": "$.r", "OutputPath": "$.r", "End": true}"#, #"{"a": 1}"#,
                "5"
            ),
            (
                #"{"Type": "Pass", "Parameters": {"k": {"deep.$": "$.a"}, "l": [{"m.$": "$.b[0]"}]}, "End": true}"#,
                #"{"a": 1, "b": [7]}"#, #"{"k": {"deep": 1}, "l": [{"m": 7}]}"#
            ),
            (
                #"{"Type": "Pass", "Parameters": {"all.$": "$.items[*].v", "some.$": "$.items[?(@.v > 1)]"}, "End": true}"#,
                #"{"items": [{"v": 1}, {"v": 2}]}"#, #"{"all": [1, 2], "some": [{"v": 2}]}"#
            ),
            (
                #"{"Type": "Pass", "Parameters": {"name.$": "$$.State.Name", "sm.$": "$$.StateMachine.Name"}, "End": true}"#,
                "{}", #"{"name": "Only", "sm": "machine"}"#
            ),
            (#"{"Type": "Succeed", "InputPath": "$.a", "OutputPath": "$.b"}"#, #"{"a": {"b": 3}}"#, "3"),
        ])
    func output(_ state: String, _ input: String, _ output: String) throws {
        var playground = try Playground(single(state), JSON(input))
        try playground.run()
        #expect(playground.execution.status == .succeeded)
        #expect(try playground.execution.output == JSON(output))
    }

    @Test(
        "The same in JSONata",
        arguments: [
            (#"{"Type": "Pass", "End": true}"#, #"{"a": 1}"#),
            (
                #"{"Type": "Pass", "Output": {"b": "{% $states.input.a + 1 %}", "c": "{ % }"}, "End": true}"#,
                #"{"b": 2, "c": "{ % }"}"#
            ),
            (#"{"Type": "Pass", "Output": "{% $states.context.State.Name %}", "End": true}"#, #""Only""#),
            (#"{"Type": "Pass", "Output": 7, "End": true}"#, "7"),
            (#"{"Type": "Succeed", "Output": ["{% $states.input.a %}", 2]}"#, "[1, 2]"),
        ])
    func jsonata(_ state: String, _ output: String) throws {
        var playground = try Playground(single(state, language: "JSONata"), ["a": 1])
        try playground.run()
        #expect(try playground.execution.output == JSON(output))
    }

    @Test(
        "A state that cannot be executed fails the execution, and says why",
        arguments: [
            (
                #"{"Type": "Pass", "InputPath": "$.x", "End": true}"#, "States.Runtime",
                "Invalid path '$.x' : No results for path: $['x']"
            ),
            (
                #"{"Type": "Pass", "OutputPath": "$.x.y", "End": true}"#, "States.Runtime",
                "Invalid path '$.x.y' : Missing property in path $['x']"
            ),
            (
                #"{"Type": "Pass", "Parameters": {"v.$": "$.x"}, "End": true}"#, "States.Runtime",
                #"The JSONPath '$.x' specified for the field 'v.$' could not be found in the input '{"a":1}'"#
            ),
            (
                #"{"Type": "Pass", "Result": 1, "ResultPath": "$.a.b", "End": true}"#, "States.ResultPathMatchFailure",
                #"Unable to apply Reference Path $.a.b to input {"a":1}"#
            ),
            (
                #"{"Type": "Pass", "Parameters": {"v.$": "States.ArrayGetItem(States.Array(1), 3)"}, "End": true}"#,
                "States.IntrinsicFailure",
                "The function 'States.ArrayGetItem(States.Array(1), 3)' had the following error: "
                    + "Index 3 out of bounds for length 1"
            ),
        ])
    func failure(_ state: String, _ error: String, _ message: String) throws {
        var playground = try Playground(single(state), ["a": 1])
        try playground.run()
        #expect(playground.execution.status == .failed)
        #expect(playground.execution.error?.error == error)
        let prefix = "An error occurred while executing the state 'Only' (entered at the event id #2). "
        #expect(playground.execution.error?.cause == prefix + message)
        #expect(playground.trace == ["ExecutionStarted", "PassStateEntered", "ExecutionFailed"])
    }

    @Test("An undefined expression has an event of its own")
    func undefined() throws {
        var playground = try Playground(
            single(#"{"Type": "Pass", "Output": {"x": "{% $nothing %}"}, "End": true}"#, language: "JSONata"))
        try playground.run()
        #expect(playground.execution.error?.error == "States.QueryEvaluationError")
        #expect(
            playground.execution.error?.cause?.hasSuffix(
                "The JSONata expression '$nothing' specified for the field 'Output/x' returned nothing (undefined).")
                == true)
        #expect(playground.trace == ["ExecutionStarted", "PassStateEntered", "EvaluationFailed", "ExecutionFailed"])
    }

    @Test("Numbers stay as they were written")
    func numbers() throws {
        var playground = try Playground(
            single(#"{"Type": "Pass", "End": true}"#), JSON.parse("[0.0, 123456789012345678901234567890, 1e2]"))
        try playground.run()
        #expect(playground.execution.output?.text() == "[0.0,123456789012345678901234567890,1e2]")
    }
}
