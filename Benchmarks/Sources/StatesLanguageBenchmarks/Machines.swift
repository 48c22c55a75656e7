import JSON
import StatesLanguage

/// What is measured, the same for this library and for those beside it.
enum Machines {
    /// Counts down with a Pass and a Choice state a round.
    static let loop = """
        {"StartAt": "Count", "States": {
          "Count": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, -1)"}, "Next": "Done"},
          "Done": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThan": 0, "Next": "Count"}],
            "Default": "End"},
          "End": {"Type": "Succeed"}}}
        """

    /// The same in JSONata.
    static let loopInJSONata = """
        {"QueryLanguage": "JSONata", "StartAt": "Count", "States": {
          "Count": {"Type": "Pass", "Output": {"n": "{% $states.input.n - 1 %}"}, "Next": "Done"},
          "Done": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.n > 0 %}", "Next": "Count"}],
            "Default": "End"},
          "End": {"Type": "Succeed"}}}
        """

    /// One Pass state for each item.
    static let map = """
        {"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {
          "StartAt": "Item", "States": {"Item": {"Type": "Pass", "End": true}}}, "End": true}}}
        """

    /// Two branches inside each of two branches, so many levels deep.
    static func parallel(depth: Int) -> String {
        var state = #"{"Type": "Pass", "End": true}"#
        for level in 0..<depth {
            let branch = #"{"StartAt": "S\#(level)", "States": {"S\#(level)": \#(state)}}"#
            state = #"{"Type": "Parallel", "Branches": [\#(branch), \#(branch)], "End": true}"#
        }
        return #"{"StartAt": "Top", "States": {"Top": \#(state)}}"#
    }

    static func execution(_ input: JSON) -> Execution {
        Execution(
            ExecutionContext(
                id: "arn:aws:states:us-east-1:000000000000:execution:machine:run", name: "run",
                startTime: Timestamp(seconds: 0), input: input,
                stateMachineID: "arn:aws:states:us-east-1:000000000000:stateMachine:machine",
                stateMachineName: "machine"),
            seed: "benchmark")
    }
}
