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
                "Exactly one of these fields is required: [End, Next] at /States/A"
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
                "The field 'InputPath' is not supported when 'QueryLanguage' is 'JSONata' at /States/A/InputPath"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Credentials": {}, "End": true}}}"#,
                "The field 'RoleArn' is required but was missing at /States/A/Credentials"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "f", "End": true}}}"#,
                "Value is not a valid resource ARN at /States/A/Resource"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::x:y", "End": true, "Retry": [{"ErrorEquals": ["States.ALL", "E"]}]}}}"#,
                "States.ALL must appear alone, and in the last entry at /States/A/Retry/0/ErrorEquals"
            ),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": 1, "Next": "A"}]}}}"#,
                "Expected value of type String at /States/A/Choices/0/StringEquals"
            ),
        ])
    func faults(_ definition: String, _ fault: String) throws {
        let error = #expect(throws: DefinitionError.self) { try StateMachine(parsing: definition) }
        #expect(error?.message == "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: \(fault)'")
    }

    @Test(
        "Names that lead nowhere",
        arguments: [
            (#"{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}"#, "/StartAt"),
            (#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}"#, "/States/A/Next"),
            (
                #"{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "A"}], "Default": "B"}}}"#,
                "/States/A/Default"
            ),
        ])
    func targets(_ definition: String, _ location: String) throws {
        let faults = StateMachine.diagnose(definition).filter { $0.severity == .error }
        #expect(faults.map(\.code) == [.missingTransitionTarget])
        #expect(faults.first?.location == location)
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

    @Test("States that cannot be reached and fields without meaning are warned of")
    func warnings() throws {
        let machine = try StateMachine(
            parsing: #"{"StartAt": "A", "States": {"A": {"Type": "Succeed", "Foo": 1}, "B": {"Type": "Succeed"}}}"#)
        #expect(machine.warnings.map(\.location) == ["/States/A/Foo", "/States/B"])
        #expect(machine.stateNames == ["A", "B"])
    }

    @Test(
        "Labels become a part of names",
        arguments: [
            ("a b", "Error=ValueError Args=[\"Label contains invalid character: ' '\"] in definition '"),
            (#"a\u0002"#, "Error=ValueError Args=[\"Label contains invalid character: '\\\\x02'\"] in definition '"),
            (
                String(repeating: "x", count: 41),
                "Error=ValueError Args=['Label cannot exceed 40 characters'] in definition '"
            ),
        ])
    func labels(_ label: String, _ message: String) throws {
        let definition = single(
            #"""
            {"Type": "Map", "Label": "\#(label)", "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"},
              "StartAt": "I", "States": {"I": {"Type": "Succeed"}}}}
            """#)
        let error = #expect(throws: DefinitionError.self) { try StateMachine(parsing: definition) }
        #expect(error?.message == "\(message)\(definition)'.")
    }

    @Test(
        "What express machines cannot do",
        arguments: [
            ("arn:aws:states:us-east-1:000000000000:activity:a", "Express state machine does not support Activity ARN"),
            (
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
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
