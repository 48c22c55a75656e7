import JSON
import StatesLanguage
import Testing

@Suite struct VariableTests {
    @Test("Assign sees the values before, the next state those after")
    func order() throws {
        var playground = try Playground(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"x": 1, "y.$": "$.in"}, "Next": "B"},
              "B": {"Type": "Pass", "InputPath": "$x", "Assign": {"x": 2, "z.$": "$x"}, "OutputPath": "$x", "Next": "C"},
              "C": {"Type": "Pass", "Parameters": {"x.$": "$x", "y.$": "$y", "z.$": "$z", "in.$": "$"}, "End": true}}}
            """, ["in": "given"])
        try playground.run()
        #expect(playground.execution.output == ["x": 2, "y": "given", "z": 1, "in": 1])
        let assigned = playground.history.compactMap(\.assignedVariables)
        #expect(assigned == [["x": "1", "y": "\"given\""], ["x": "2", "z": "1"]])
    }

    @Test("Branches and iterations read the variables around them and keep theirs")
    func scopes() throws {
        var playground = try Playground(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "M"},
              "M": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {"StartAt": "I", "States": {
                "I": {"Type": "Pass", "Assign": {"outer2.$": "$outer"}, "Next": "J"},
                "J": {"Type": "Pass", "Parameters": {"v.$": "$outer2"}, "End": true}}}, "Next": "Z"},
              "Z": {"Type": "Pass", "Parameters": {"outer.$": "$outer", "inner.$": "$outer2"}, "End": true}}}
            """, ["items": [1, 2]])
        try playground.run()
        #expect(playground.execution.status == .failed)
        #expect(playground.execution.error?.cause?.contains("'outer2' is not defined") == true)
        let outputs = playground.history.filter { $0.type == .mapStateSucceeded }
        #expect(outputs.count == 1)
    }

    @Test("JSONata reads variables and the result")
    func jsonata() throws {
        var playground = try Playground(
            """
            {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f",
                "Arguments": {"n": "{% $states.input.n %}"}, "Assign": {"n": "{% $states.result.n * 2 %}"},
                "Output": "{% $states.result %}", "Next": "P"},
              "P": {"Type": "Pass", "Output": {"n": "{% $n + $states.input.n %}"}, "End": true}}}
            """, ["n": 4])
        try playground.run()
        #expect(playground.execution.output == ["n": 12])
    }

    @Test("Choice rules assign their own, the default those of the state")
    func choice() throws {
        let definition = """
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [
                {"Variable": "$.n", "NumericEquals": 1, "Assign": {"how": "rule"}, "Next": "P"}],
                "Assign": {"how.$": "$.n"}, "Default": "P"},
              "P": {"Type": "Pass", "Parameters": {"how.$": "$how"}, "End": true}}}
            """
        var rule = try Playground(definition, ["n": 1])
        #expect(try rule.run().execution.output == ["how": "rule"])
        var fallback = try Playground(definition, ["n": 2])
        #expect(try fallback.run().execution.output == ["how": 2])
    }
}
