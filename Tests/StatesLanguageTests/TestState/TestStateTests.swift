import JSON
import StatesLanguage
import Testing

@Suite struct TestStateTests {
    private func answer(
        _ definition: String, _ input: JSON = ["a": 1], _ change: (inout TestStateRequest) -> Void = { _ in }
    ) throws -> JSON {
        var request = TestStateRequest(definition: definition, input: input)
        request.inspectionLevel = .debug
        change(&request)
        var test = try TestState(request, seed: "s", at: Timestamp(seconds: 0))
        guard case .answer(let answer) = try test.begin() else { return "a task" }
        return answer.json
    }

    @Test("A Pass state shows the way of its data")
    func pass() throws {
        let answer = try answer(
            #"{"Type": "Pass", "InputPath": "$.a", "Parameters": {"x.$": "$"}, "ResultPath": "$.r", "Next": "N"}"#)
        #expect(
            answer == [
                "status": "SUCCEEDED", "output": ["a": 1, "r": ["x": 1]], "nextState": "N",
                "inspectionData": [
                    "input": ["a": 1], "afterInputPath": 1, "afterParameters": ["x": 1],
                    "afterResultSelector": ["x": 1], "afterResultPath": ["a": 1, "r": ["x": 1]],
                ],
            ])
    }

    private static let taskState = #"""
        {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "End": true,
          "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 3, "BackoffRate": 2}],
          "Catch": [{"ErrorEquals": ["F"], "Next": "N"}]}
        """#

    @Test(
        "A mock stands for the task",
        arguments: [
            ("E", 0, "RETRIABLE", 1), ("E", 2, "RETRIABLE", 4), ("E", 3, "FAILED", nil), ("F", 0, "CAUGHT_ERROR", nil),
            ("G", 0, "FAILED", nil),
        ] as [(String, Int, String, Int?)])
    func errors(_ error: String, _ retries: Int, _ status: String, _ delay: Int?) throws {
        let answer = try answer(Self.taskState) {
            $0.mock = TestStateRequest.Mock(errorOutput: ErrorOutput(error: error, cause: "why"))
            $0.configuration.retrierRetryCount = retries
        }
        #expect(answer["status"] == .string(status))
        #expect(answer["error"] == .string(error) && answer["cause"] == "why")
        let details = answer["inspectionData"]?["errorDetails"]
        #expect(details?["retryBackoffIntervalSeconds"]?.intValue == delay)
        #expect((answer["nextState"] == "N") == (status == "CAUGHT_ERROR"))
    }

    @Test(
        "Mocked results are compared with the service's model",
        arguments: [
            (#"{"StatusCode": 200}"#, nil), (#"{"Unknown": 1}"#, nil),
            (#"{"StatusCode": "200"}"#, "Field 'StatusCode' must be a number"),
            (#"{"ExecutedVersion": ""}"#, "Field 'ExecutedVersion' is smaller than the minimum length"),
        ])
    func models(_ result: String, _ fault: String?) throws {
        let request: (inout TestStateRequest) -> Void = { $0.mock = TestStateRequest.Mock(result: result) }
        guard let fault else {
            #expect(try answer(Self.taskState, ["a": 1], request)["status"] == "SUCCEEDED")
            return
        }
        let error = #expect(throws: TestStateError.self) { try answer(Self.taskState, ["a": 1], request) }
        #expect(error == .validation("Mock result schema validation error: \(fault)"))
    }

    @Test("Required fields count in the strict mode alone")
    func modes() throws {
        let task = #"{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:startExecution", "End": true}"#
        for (mode, isRefused) in [
            (TestStateRequest.FieldValidationMode.strict, true), (.present, false), (.none, false),
        ] {
            let refused =
                (try? answer(task) {
                    $0.mock = TestStateRequest.Mock(result: "{}")
                    $0.mock?.fieldValidationMode = mode
                }) == nil
            #expect(refused == isRefused)
        }
    }

    private static let mapState = #"""
        {"Type": "Map", "ItemsPath": "$.items", "ToleratedFailureCount": 1, "MaxConcurrency": 4, "End": true,
          "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I",
            "States": {"I": {"Type": "Pass", "End": true}}}}
        """#

    @Test("A Map takes its results from the mock, and fails when too many iterations did", arguments: [0, 1, 2])
    func map(_ failures: Int) throws {
        let answer = try answer(Self.mapState, ["items": [1, 2, 3]]) {
            $0.mock = TestStateRequest.Mock(result: "[4, 5, 6]")
            $0.configuration.mapIterationFailureCount = failures
        }
        #expect(answer["status"] == (failures > 1 ? "FAILED" : "SUCCEEDED"))
        #expect(answer["output"] == (failures > 1 ? nil : [4, 5, 6]))
        let data = answer["inspectionData"]
        #expect(data?["maxConcurrency"] == 4 && data?["toleratedFailureCount"] == 1)
        #expect(data?["afterItemsPath"] == [1, 2, 3])
    }

    @Test(
        "What cannot be asked",
        arguments: [
            (#"{"Type": "Pass", "End": true}"#, "{}", "State type 'Pass' is not supported when a mock is specified"),
            (Self.mapState, "{}", "Mocked result must be an array."),
            (
                #"{"Type": "Parallel", "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}], "End": true}"#,
                "[]",
                "Mocked result must contain the same number of items as number of Parallel branches."
            ),
            (Self.taskState, "{", "Mocked result must be valid JSON"),
        ])
    func refusals(_ definition: String, _ result: String, _ message: String) throws {
        let error = #expect(throws: TestStateError.self) {
            try answer(definition) { $0.mock = TestStateRequest.Mock(result: result) }
        }
        #expect(error?.message == message)
    }

    @Test("Context object and variables are given as text")
    func context() throws {
        let pass = #"{"Type": "Pass", "Parameters": {"n.$": "$$.Execution.Name", "v.$": "$v"}, "End": true}"#
        let answer = try answer(pass) {
            $0.context = #"{"Execution": {"Name": "given"}}"#
            $0.variables = #"{"v": 7}"#
        }
        #expect(answer["output"] == ["n": "given", "v": 7])
        for (context, message) in [
            (#"{"Execution": {"Id": 1}}"#, "Execution.Id must be a string"),
            (#"{"Foo": 1}"#, "Field 'Foo' is not allowed"),
        ] {
            let error = #expect(throws: TestStateError.self) { try self.answer(pass) { $0.context = context } }
            #expect(error?.message == "Invalid Context object provided: \(message)")
        }
    }

    @Test("A state of a machine, also of a processor")
    func stateName() throws {
        let machine = #"{"StartAt": "M", "States": {"M": \#(Self.mapState)}}"#
        #expect(try answer(machine) { $0.stateName = "I" }["output"] == ["a": 1])
        let error = #expect(throws: TestStateError.self) { try answer(machine) { $0.stateName = "X" } }
        #expect(error?.message == "State not found in definition")
    }

    @Test("Without a mock the task is to be done, in a role")
    func task() throws {
        #expect(try answer(Self.taskState) { $0.roleARN = "arn:aws:iam::000000000000:role/r" } == "a task")
        let error = #expect(throws: TestStateError.self) { try answer(Self.taskState) }
        #expect(error?.message == "RoleArn must be specified when testing a Task state")
    }
}
