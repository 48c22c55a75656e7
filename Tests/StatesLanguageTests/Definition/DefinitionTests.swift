import JSON
import StatesLanguage
import Testing

@Suite struct DefinitionTests {
    @Test(
        "What is wrong, and where",
        arguments: [
            ("{}", "These fields are required: [States, StartAt] at /"),
            (#"{"States": {"A": {"Type": "Succeed"}}}"#, "These fields are required: [StartAt] at /"),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}"#,
                "Exactly one of these fields is required: [End, Next] at /States/A, "
                    + "MISSING_END_STATE: Workflow has no terminal state at null"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Jump", "End": true}}}"#,
                "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] "
                    + "at /States/A/Type"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Wait", "Timestamp": "2016-12-05T21:29:29", "End": true}}}"#,
                "String does not match RFC3339 timestamp at /States/A/Timestamp"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"x.$": "a"}, "End": true}}}"#,
                "The value for the field 'x.$' must be a valid JSONPath or a valid intrinsic function call at "
                    + "/States/A/Parameters"
            ),
            (
                #"{"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "QueryLanguage": "JSONPath", "End": true}}}"#,
                "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A"
            ),
            (
                #"{"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "InputPath": "$", "End": true}}}"#,
                "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:y", "Credentials": {}, "End": true}}}"#,
                "The field 'RoleArn' is required but was missing at /States/A/Credentials"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "f", "End": true}}}"#,
                "Value is not a valid resource ARN at /States/A/Resource"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:y", "End": true, "Retry": [{"ErrorEquals": ["States.ALL", "E"]}]}}}"#,
                "States.ALL must appear alone and at end of list at /States/A/Retry[0]/ErrorEquals"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": 1, "Next": "B"}]}, "B": {"Type": "Succeed"}}}"#,
                "Expected value of type [STRING] at /States/A/Choices[0]/StringEquals"
            ),
        ])
    func faults(_ definition: String, _ fault: String) throws {
        let error = #expect(throws: DefinitionError.self) { try StateMachine(parsing: definition) }
        #expect(error?.message == "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: \(fault)'")
    }

    @Test(
        "Names that lead nowhere, and states to which nothing leads",
        arguments: [
            (#"{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}"#, ["/StartAt", "/States/A"]),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "C": {"Type": "Fail"}}}"#,
                ["/States/A/Next", "/States/C"]
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "B"}], "Default": "C"}, "B": {"Type": "Succeed"}}}"#,
                ["/States/A/Default"]
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Pass", "Next": "B"}}}"#,
                ["/States/B", "/States/C"]
            ),
            (
                #"{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}, "B": {"Type": "Succeed"}}}]}}}"#,
                ["/States/P/Branches[0]/States/B"]
            ),
        ])
    func targets(_ definition: String, _ locations: [String]) throws {
        let faults = StateMachine.diagnose(definition)
        #expect(faults.allSatisfy { $0.code == .missingTransitionTarget && $0.severity == .error })
        #expect(faults.map(\.location) == locations)
    }

    @Test("Every fault of a definition has the service's code")
    func codes() throws {
        let map = #""Type": "Map", "Label": "l", "ItemProcessor": {"StartAt""#
        for (definition, code, location) in [
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}, "C": {"Type": "Pass", "Next": "A"}}}"#,
                Diagnostic.Code.missingEndState, nil
            ),
            (
                #"{"StartAt": "A", "States": {"A": {\#(map): "A", "States": {"A": {"Type": "Succeed"}}}, "End": true}}}"#,
                .duplicateStateName, "/States/A/ItemProcessor/States/A"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Fail"}}}"#, .duplicateStateName,
                "/States/A"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {\#(map): "B", "States": {"B": {\#(map): "C", "States": {"C": {"Type": "Succeed"}}}, "End": true}}}, "End": true}}}"#,
                .duplicateLabelName, "/States/A/ItemProcessor/States/B/Label"
            ),
            (
                single(#"{"Type": "Task", "Resource": "arn:aws:s3:::bucket", "End": true}"#), .invalidResource,
                "/States/Only/Resource"
            ),
            (
                single(#"{"Type": "Pass", "Assign": {"states": 1}, "End": true}"#), .reservedVariableName,
                "/States/Only/Assign/states"
            ),
            (
                single(#"{"Type": "Pass", "Assign": {"1a": 1}, "End": true}"#), .invalidVariableName,
                "/States/Only/Assign/1a"
            ),
            (single(#"{"Type": "Pass", "Foo": 1, "End": true}"#), .schemaValidationFailed, "/States/Only"),
            (single(#"{"Type": "Pass", "TimeoutSeconds": 1, "End": true}"#), .schemaValidationFailed, "/States/Only"),
            (
                single(#"{"Type": "Pass", "Output": {"a": ["{% $x %"]}, "End": true}"#, language: "JSONata"),
                .invalidJSONata,
                "/States/Only/Output/a[0]"
            ),
            (
                single(#"{"Type": "Pass", "Output": "{% a[1,2) %}", "End": true}"#, language: "JSONata"),
                .invalidJSONata, "/States/Only/Output"
            ),
            (
                single(
                    #"{"Type": "Pass", "Output": "{% $map([1], function($v){ phone }) %}", "End": true}"#,
                    language: "JSONata"),
                .unsupportedJSONata, "/States/Only/Output"
            ),
            (
                single(#"{"Type": "Pass", "Output": "{% $$ %}", "End": true}"#, language: "JSONata"),
                .unsupportedJSONata, "/States/Only/Output"
            ),
            (
                single(
                    #"{"Type": "Pass", "Output": "{% $states.errorOutput.Cause %}", "End": true}"#, language: "JSONata"),
                .unsupportedJSONata, "/States/Only/Output"
            ),
        ] {
            let faults = StateMachine.diagnose(definition)
            #expect(faults.map(\.code) == [code], "\(definition)")
            #expect(faults.map(\.location) == [location], "\(definition)")
            #expect(faults.allSatisfy { $0.severity == .error })
        }
    }

    @Test(
        "What the service creates is no fault",
        arguments: [
            single(
                #"{"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}}"#
            ),
            single(
                #"{"Type": "Map", "MaxConcurrency": 9223372036854775807, "End": true, "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}"#
            ),
            single(
                #"{"Type": "Pass", "Output": "{% $states.input.a[b = 1].{'c': d} %}", "End": true}"#,
                language: "JSONata"),
            single(#"{"Type": "Pass", "Comment": "{% none %", "Output": {"a": 1}, "End": true}"#, language: "JSONata"),
            single(
                #"{"Type": "Pass", "Assign": {"größe_2": 1}, "Parameters": {"b.$": "$.a.['b c']", "c.$": "$.[0]"}, "End": true}"#
            ),
        ])
    func accepted(_ definition: String) { #expect(StateMachine.diagnose(definition).isEmpty) }

    @Test(
        "What hardly means what its author meant",
        arguments: [
            (#"{"Type": "Pass", "Result": {"a": ["$.b"]}, "End": true}"#, Diagnostic.Code.passResultIsStatic),
            (#"{"Type": "Pass", "Parameters": {"a": {"b": "$.c"}}, "End": true}"#, .noDollar),
            (#"{"Type": "Pass", "Parameters": {"a": "States.UUID()"}, "End": true}"#, .noDollar),
            (#"{"Type": "Fail", "Cause": "$.cause"}"#, .noPath),
        ])
    func hints(_ state: String, _ code: Diagnostic.Code) {
        let hints = StateMachine.diagnose(single(state))
        #expect(hints.map(\.code) == [code] && hints.allSatisfy { $0.severity == .warning })
        #expect(
            StateMachine.diagnose(single(state.replacing("$.", with: "$5.").replacing("UUID()", with: "UUID"))).isEmpty)
    }

    @Test("Operators and functions that the service's JSONata lacks are warned of", arguments: ["??", "?:", "$eval"])
    func newerJSONata(_ name: String) {
        let expression = name == "$eval" ? "$eval('1')" : "$a \(name) 1"
        let state = #"{"Type": "Pass", "Output": "{% \#(expression) %}", "End": true}"#
        let hints = StateMachine.diagnose(single(state, language: "JSONata"))
        #expect(hints.map(\.severity) == [.warning] && hints.first?.message.contains("'\(name)'") == true)
    }

    @Test(
        "A text that is no JSON is told in the words of the service's parser",
        arguments: [
            (
                "hello world",
                "Unrecognized token 'hello': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                6
            ),
            ("{not json", "Unexpected character ('n' (code 110)): was expecting double-quote to start field name", 3),
            (
                #"{"a" 1}"#,
                "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", 7
            ),
        ])
    func unreadable(_ text: String, _ reason: String, _ column: Int) {
        let fault = StateMachine.diagnose(text).first
        let source = "[Source: (String)\"\(text)\"; line: 1, column: \(column)]"
        #expect(fault?.code == .invalidJSON && fault?.location == source)
        #expect(fault?.message == "\(reason)\n at \(source)")
    }

    @Test("Every fault has line, column and state")
    func places() throws {
        let faults = StateMachine.diagnose(
            """
            {
              "StartAt": "A",
              "States": {
                "A": {"Type": "Wait", "Seconds": -1, "Next": "B"},
                "B": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "C", "States": {
                  "C": {"Type": "Fail", "Error": 7}}}}
              }
            }
            """)
        #expect(faults.map(\.state) == ["A", "C"])
        #expect(faults.map { $0.position?.line } == [4, 6])
        #expect(faults.first?.position?.column == 38)
    }

    @Test("A machine keeps what its author is warned of")
    func warnings() throws {
        let machine = try StateMachine(
            parsing:
                #"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": "$.a", "Next": "B"}, "B": {"Type": "Succeed"}}}"#
        )
        #expect(machine.warnings.map(\.location) == ["/States/A/Result"])
        #expect(machine.stateNames == ["A", "B"])
    }

    @Test(
        "Labels become a part of names",
        arguments: [
            ("a b", "Label contains invalid character: ' '"),
            (#"a\u0002"#, #"Label contains invalid character: '\x02'"#),
            (String(repeating: "x", count: 41), "Label cannot exceed 40 characters"),
        ])
    func labels(_ label: String, _ message: String) throws {
        let definition = single(
            #"""
            {"Type": "Map", "Label": "\#(label)", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
              "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}}
            """#)
        let error = #expect(throws: DefinitionError.self) { try StateMachine(parsing: definition) }
        #expect(
            error?.message == "Invalid State Machine Definition: 'INVALID_LABEL_NAME: \(message) at /States/Only/Label'"
        )
    }

    @Test(
        "What express machines cannot do",
        arguments: [
            ("arn:aws:states:us-east-1:000000000000:activity:a", "Express state machine does not support Activity ARN"),
            (
                "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
                "Express state machine does not support '.waitForTaskToken' service integration "
            ),
        ])
    func express(_ resource: String, _ message: String) throws {
        let definition = single(#"{"Type": "Task", "Resource": "\#(resource)", "End": true}"#)
        #expect(StateMachine.diagnose(definition).isEmpty)
        #expect(StateMachine.diagnose(definition, kind: .express).map(\.message) == [message])
    }

    @Test(
        "Timestamps",
        arguments: [
            ("2016-03-14T01:59:00Z", 1_457_920_740_000), ("2016-03-14T01:59:00.123456789Z", 1_457_920_740_123),
            ("2016-03-14T01:59:00+01:30", 1_457_915_340_000), ("1969-12-31T23:59:59.5Z", -500),
        ])
    func timestamps(_ text: String, _ milliseconds: Int64) throws {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
        for wrong in [
            "2016-03-14T01:59:00", "2016-03-14 01:59:00Z", "2016-13-14T01:59:00Z", "2016-03-14T24:59:00Z", "",
        ] {
            #expect(Timestamp(wrong) == nil)
        }
        #expect(Timestamp(milliseconds: 1_457_920_740_123).description == "2016-03-14T01:59:00.123Z")
    }
}
