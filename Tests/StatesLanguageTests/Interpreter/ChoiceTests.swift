import JSON
import StatesLanguage
import Testing

@Suite struct ChoiceTests {
    @Test(
        "Each operator compares values of its own type only",
        arguments: [
            (#""StringEquals": "a""#, #""a""#, true), (#""StringEquals": "1""#, "1", false),
            (#""StringLessThan": "b""#, #""a""#, true), (#""StringGreaterThan": "a""#, #""a ""#, true),
            (#""StringLessThanEquals": "a""#, #""a""#, true), (#""StringGreaterThanEquals": "b""#, #""a""#, false),
            (#""StringMatches": "a*c""#, #""abc""#, true), (#""StringMatches": "a\\*c""#, #""abc""#, false),
            (#""StringMatches": "a\\*c""#, #""a*c""#, true), (#""StringMatches": "*b*d*""#, #""abcde""#, true),
            (#""StringMatches": "a*a""#, #""a""#, false), (#""StringMatches": "*""#, #""""#, true),
            (#""NumericEquals": 0"#, "0.0", true), (#""NumericEquals": 1"#, "true", false),
            (#""NumericLessThan": 9007199254740993"#, "9007199254740992", true),
            (#""NumericGreaterThan": 1.5"#, "1.25", false), (#""NumericGreaterThanEquals": 1.5"#, "1.50", true),
            (#""NumericLessThanEquals": 2"#, "1e0", true), (#""BooleanEquals": true"#, "true", true),
            (#""BooleanEquals": false"#, "0", false), (#""BooleanEquals": false"#, "null", false),
            (#""TimestampEquals": "2020-01-01T00:00:00Z""#, #""2020-01-01T01:00:00+01:00""#, true),
            (#""TimestampLessThan": "2020-01-01T00:00:00.5Z""#, #""2020-01-01T00:00:00.25Z""#, true),
            (#""TimestampGreaterThan": "2020-01-01T00:00:00Z""#, #""2020-01-01""#, false),
            (#""TimestampLessThanEquals": "2020-01-01T00:00:00Z""#, #""2020-01-01T00:00:00Z""#, true),
            (#""TimestampGreaterThanEquals": "2020-01-01T00:00:00Z""#, "5", false),
            (#""IsNull": true"#, "null", true), (#""IsNull": false"#, "1", true), (#""IsPresent": true"#, "null", true),
            (#""IsNumeric": true"#, "1.5", true), (#""IsNumeric": true"#, #""1""#, false),
            (#""IsString": true"#, #""x""#, true), (#""IsString": false"#, "[]", true),
            (#""IsBoolean": true"#, "false", true), (#""IsBoolean": true"#, "0", false),
            (#""IsTimestamp": true"#, #""2020-02-29T00:00:00Z""#, true),
            (#""IsTimestamp": true"#, #""2021-02-29T00:00:00Z""#, false),
            (#""IsTimestamp": true"#, #""2020-01-01 00:00:00Z""#, false),
        ])
    func operators(_ test: String, _ value: String, _ holds: Bool) throws {
        #expect(try outcome(#"{"Variable": "$.v", \#(test), "Next": "Yes"}"#, ["v": JSON(value)]) == holds)
    }

    @Test(
        "The operand may be a path",
        arguments: [
            ("StringEqualsPath", #""a""#, #""a""#, true), ("NumericLessThanPath", "1", "2", true),
            ("BooleanEqualsPath", "true", "false", false), ("NumericEqualsPath", "1", #""1""#, false),
            ("TimestampLessThanPath", #""2020-01-01T00:00:00Z""#, #""2021-01-01T00:00:00Z""#, true),
        ])
    func paths(_ name: String, _ value: String, _ other: String, _ holds: Bool) throws {
        let rule = #"{"Variable": "$.v", "\#(name)": "$.w", "Next": "Yes"}"#
        #expect(try outcome(rule, ["v": JSON(value), "w": JSON(other)]) == holds)
    }

    @Test(
        "And, Or and Not",
        arguments: [
            (
                #"{"And": [{"Variable": "$.v", "IsPresent": true}, {"Variable": "$.v", "NumericEquals": 3}], "Next": "Yes"}"#,
                true
            ),
            (
                #"{"Or": [{"Variable": "$.x", "IsPresent": true}, {"Variable": "$.v", "NumericEquals": 4}], "Next": "Yes"}"#,
                false
            ),
            (#"{"Not": {"Variable": "$.v", "StringEquals": "3"}, "Next": "Yes"}"#, true),
            (
                #"{"And": [{"Variable": "$.x", "IsPresent": true}, {"Variable": "$.x", "NumericEquals": 3}], "Next": "Yes"}"#,
                false
            ),
        ])
    func combinations(_ rule: String, _ holds: Bool) throws {
        #expect(try outcome(rule, ["v": 3]) == holds)
    }

    @Test("A variable that is not there is an error, unless IsPresent asks")
    func missing() throws {
        var playground = try Playground(Self.machine(#"{"Variable": "$.x", "IsNull": true, "Next": "Yes"}"#))
        try playground.run()
        #expect(playground.execution.error?.error == "States.Runtime")
        #expect(
            playground.execution.error?.cause?.hasSuffix(
                "Invalid path '$.x': The choice state's condition path references an invalid value.") == true)
    }

    @Test("Without a match and a default the execution fails")
    func noMatch() throws {
        var playground = try Playground(
            """
            {"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
              {"Variable": "$.v", "NumericEquals": 1, "Next": "Yes"}]}, "Yes": {"Type": "Succeed"}}}
            """, ["v": 2])
        try playground.run()
        #expect(playground.execution.status == .failed)
        #expect(playground.execution.error?.error == "States.Runtime")
    }

    @Test(
        "JSONata conditions must be booleans", arguments: [("true", true), ("1", nil), ("$states.input.v = 3", true)])
    func jsonata(_ expression: String, _ holds: Bool?) throws {
        var playground = try Playground(
            """
            {"QueryLanguage": "JSONata", "StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [
              {"Condition": "{% \(expression) %}", "Next": "Yes"}], "Default": "No"},
              "Yes": {"Type": "Succeed", "Output": true}, "No": {"Type": "Succeed", "Output": false}}}
            """, ["v": 3])
        try playground.run()
        #expect(playground.execution.output?.boolValue == holds)
    }

    private func outcome(_ rule: String, _ input: JSON) throws -> Bool? {
        var playground = try Playground(Self.machine(rule), input)
        try playground.run()
        return playground.execution.output?.boolValue
    }

    private static func machine(_ rule: String) -> String {
        """
        {"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [\(rule)], "Default": "No"},
          "Yes": {"Type": "Pass", "Result": true, "End": true}, "No": {"Type": "Pass", "Result": false, "End": true}}}
        """
    }
}
