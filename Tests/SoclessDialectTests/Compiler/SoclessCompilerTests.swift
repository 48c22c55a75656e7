import JSON
import SoclessDialect
import Testing

@Suite struct SoclessCompilerTests {
    private static let task: JSON = ["Type": "Task", "Resource": "r", "Parameters": ["a": "$.x"], "End": true]

    private func playbook(_ states: JSONObject, decorators: JSON? = nil) -> JSON {
        var object: JSONObject = ["Playbook": "P", "StartAt": .string(states[0].key), "States": .object(states)]
        object["Decorators"] = decorators
        return .object(object)
    }

    private func compiled(
        _ states: JSONObject, decorators: JSON? = nil, _ compatibility: SoclessCompatibility = .corrected
    ) throws -> JSON {
        try SoclessCompiler(compatibility: compatibility).compile(playbook(states, decorators: decorators))
    }

    @Test func beginsWithThePrologue() throws {
        let machine = try SoclessCompiler().compile([
            "Playbook": "P", "Comment": "c", "TimeoutSeconds": 60, "Version": "1.0", "StartAt": "T",
            "States": ["T": Self.task],
        ])
        #expect(machine["StartAt"] == "Was_Playbook_Direct_Executed")
        #expect(machine["Comment"] == "c")
        #expect(machine["TimeoutSeconds"] == 60)
        #expect(machine["Playbook"] == nil)
        let states = try #require(machine["States"]?.objectValue)
        #expect(
            states.keys
                == ["Was_Playbook_Direct_Executed", "Setup_Socless_Global_State", "PLAYBOOK_FORMATTER", "T"])
        let check = states["Was_Playbook_Direct_Executed"]
        #expect(check?["Choices"]?[0]?["Next"] == "PLAYBOOK_FORMATTER")
        #expect(check?["Choices"]?[1]?["Next"] == "T")
        #expect(check?["Default"] == "Setup_Socless_Global_State")
        #expect(states["PLAYBOOK_FORMATTER"]?["Parameters"]?["errors"] == [:])
        #expect(states["Setup_Socless_Global_State"]?["Next"] == "T")
    }

    @Test func wrapsTheParametersOfTasks() throws {
        let machine = try compiled(["T": Self.task])
        #expect(
            machine["States"]?["T"]?["Parameters"] == [
                "execution_id.$": "$.execution_id", "artifacts.$": "$.artifacts", "errors.$": "$.errors",
                "results.$": "$.results", "State_Config": ["Name": "T", "Parameters": ["a": "$.x"]],
            ])
        let plain = try compiled(["T": ["Type": "Task", "Resource": "r", "End": true]])
        #expect(plain["States"]?["T"]?["Parameters"] == nil)
    }

    @Test func makesTasksThatWaitOfInteractions() throws {
        let states: JSONObject = ["I": ["Type": "Interaction", "Resource": "ask", "TimeoutSeconds": 9, "End": true]]
        let machine = try compiled(states)
        let state = machine["States"]?["I"]
        #expect(state?["Type"] == "Task")
        #expect(state?["Resource"] == "arn:aws:states:::lambda:invoke.waitForTaskToken")
        #expect(state?["Parameters"]?["FunctionName"] == "ask")
        #expect(state?["Parameters"]?["Payload"]?["task_token.$"] == "$$.Task.Token")
        #expect(state?["TimeoutSeconds"] == 9)
        let configuration: JSONPointer = "/States/I/Parameters/Payload/sfn_context/State_Config"
        #expect(machine[pointer: configuration] == ["Name": "I", "Parameters": [:]])
        #expect(try compiled(states, .recorded)[pointer: configuration] == ["Name": "I"])
    }

    private static let defaultRetry: JSON = [
        "ErrorEquals": ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"],
        "IntervalSeconds": 2, "MaxAttempts": 6, "BackoffRate": 2,
    ]

    @Test func addsTheDefaultRetryForErrorsThatThePlaybookDoesNotName() throws {
        func retries(_ written: JSON?, _ compatibility: SoclessCompatibility = .corrected) throws -> JSON? {
            var task = try #require(Self.task.objectValue)
            task["Retry"] = written
            return try compiled(["T": .object(task)], compatibility)["States"]?["T"]?["Retry"]
        }
        #expect(try retries(nil) == [Self.defaultRetry])
        #expect(try retries(nil)?[0]?["BackoffRate"]?.text() == "2.0", "statelint 3.1 refuses 2")
        #expect(try retries([]) == [Self.defaultRetry])
        let own: JSON = ["ErrorEquals": ["Lambda.ServiceException", "E"], "MaxAttempts": 1]
        let rest = try #require(try retries([own])?[1])
        #expect(rest["ErrorEquals"] == ["Lambda.AWSLambdaException", "Lambda.SdkClientException"])
        let all: JSON = ["ErrorEquals": ["States.ALL"]]
        #expect(try retries([own, all])?[2] == all)
        #expect(try retries([all]) == [Self.defaultRetry, all])
        #expect(try retries([all], .recorded) == [all, Self.defaultRetry])
    }

    @Test func leavesTheDefaultRetryOutWhereItIsDisabled() throws {
        let all = try compiled(["T": Self.task], decorators: ["DisableDefaultRetry": ["all": true]])
        #expect(all["States"]?["T"]?["Retry"] == nil)
        let one = try compiled(
            ["T": ["Type": "Task", "Resource": "r", "Next": "U"], "U": Self.task],
            decorators: ["DisableDefaultRetry": ["tasks": ["U"]]])
        #expect(one["States"]?["T"]?["Retry"] == [Self.defaultRetry])
        #expect(one["States"]?["U"]?["Retry"] == nil)
    }

    @Test func catchesWhatFailsForTheHandler() throws {
        let handler: JSON = ["TaskFailureHandler": ["Type": "Task", "Resource": "h", "Parameters": [:], "End": true]]
        let states: JSONObject = [
            "T": ["Type": "Task", "Resource": "r", "Catch": [["ErrorEquals": ["E"], "Next": "P"]], "Next": "P"],
            "P": [
                "Type": "Parallel", "Branches": [["StartAt": "B", "States": ["B": Self.task]]], "End": true,
            ],
        ]
        let machine = try compiled(states, decorators: handler)
        func catcher(_ state: String, _ error: JSON) -> JSON {
            ["ErrorEquals": [error], "ResultPath": .string("$.errors.\(state)"), "Next": "_Task_Failed"]
        }
        #expect(machine[pointer: "/States/T/Catch/1"] == catcher("T", "States.ALL"))
        #expect(machine[pointer: "/States/P/Catch"] == [catcher("P", "States.ALL")])
        #expect(machine[pointer: "/States/merge_p/Catch"] == [catcher("merge_p", "States.ALL")])
        #expect(machine[pointer: "/States/P/Branches/0/States/B/Catch"] == nil)
        #expect(machine[pointer: "/States/_Handle_Task_Failure/Catch"] == nil)
        #expect(machine[pointer: "/States/_Handle_Task_Failure/Next"] == "_End_With_Failure")
        #expect(machine[pointer: "/States/_Handle_Task_Failure/End"] == nil)
        #expect(machine[pointer: "/States/_Task_Failed/Next"] == "_Handle_Task_Failure")
        #expect(machine[pointer: "/States/_End_With_Failure"] == ["Type": "Fail"])
        let recorded = try compiled(states, decorators: handler, .recorded)
        #expect(recorded[pointer: "/States/T/Catch/1"] == catcher("T", "States.TaskFailed"))
    }

    @Test func addsNoCatcherBehindOneOfEverything() throws {
        let all: JSON = ["ErrorEquals": ["States.ALL"], "Next": "U"]
        let machine = try compiled(
            ["T": ["Type": "Task", "Resource": "r", "Catch": [all], "Next": "U"], "U": Self.task],
            decorators: ["TaskFailureHandler": ["Type": "Task", "Resource": "h"]])
        #expect(machine[pointer: "/States/T/Catch"] == [all])
    }

    @Test func mergesBranches() throws {
        let branch: JSON = ["StartAt": "B", "Comment": "kept", "States": ["B": Self.task]]
        let states: JSONObject = [
            "Ask_All": ["Type": "Parallel", "Branches": [branch], "Next": "T"], "T": Self.task,
        ]
        let machine = try compiled(states)
        #expect(machine[pointer: "/States/Ask_All/Next"] == "merge_ask_all")
        #expect(machine[pointer: "/States/Ask_All/Branches/0/Comment"] == "kept")
        #expect(machine[pointer: "/States/Ask_All/Branches/0/States/B/Parameters/State_Config/Name"] == "B")
        #expect(machine[pointer: "/States/merge_ask_all/Next"] == "T")
        #expect(machine[pointer: "/States/merge_ask_all/Catch"] == nil)
        #expect(machine[pointer: "/States/merge_ask_all/Resource"] == "${{self:custom.core.MergeParallelOutput}}")
        #expect(try compiled(states, .recorded)[pointer: "/States/merge_ask_all/Catch"] == [])
    }

    @Test func givesEveryMergeANameOfItsOwn() throws {
        func parallel(_ inner: String, _ next: String?) -> JSON {
            var state: JSONObject = [
                "Type": "Parallel", "Branches": [["StartAt": .string(inner), "States": [inner: Self.task]]],
            ]
            if let next { state["Next"] = .string(next) } else { state["End"] = true }
            return .object(state)
        }
        let long = String(repeating: "L", count: 80)
        let machine = try compiled([
            "A": parallel("i1", "a"), "a": parallel("i2", "a_2"), "a_2": parallel("i3", "merge_x"),
            "merge_x": Self.task, "X": parallel("i4", long), long: parallel("i5", nil),
        ])
        let names = try #require(machine["States"]?.objectValue?.keys.filter { $0.hasPrefix("merge_") })
        #expect(Set(names).count == 6)
        #expect(machine[pointer: "/States/A/Next"] == "merge_a")
        #expect(machine[pointer: "/States/a/Next"] == "merge_a_2")
        #expect(machine[pointer: "/States/a_2/Next"] == "merge_a_2_2")
        #expect(machine[pointer: "/States/X/Next"] == "merge_x_2")
        #expect(names.allSatisfy { $0.count <= 80 })
    }

    @Test func compilesMapsWithTheContextBesideTheItem() throws {
        let states: JSONObject = [
            "M": [
                "Type": "Map", "ItemsPath": "$.results.users", "End": true,
                "Iterator": ["StartAt": "B", "States": ["B": Self.task]],
            ]
        ]
        let map = try compiled(states)["States"]?["M"]
        #expect(map?["ItemSelector"]?["item.$"] == "$$.Map.Item.Value")
        #expect(map?["ItemSelector"]?["artifacts.$"] == "$.artifacts")
        #expect(map?["ResultPath"] == "$.results.M")
        #expect(map?["Iterator"]?["States"]?["B"]?["Parameters"]?["State_Config"]?["Name"] == "B")
        #expect(try compiled(states, .recorded)["States"]?["M"] == nil)
    }

    @Test func deploysTextAsSOClessDoes() throws {
        let states: JSONObject = [
            "W": ["Type": "Wait", "Seconds": "apb_render_nonstring_value(${{self:custom.wait}})", "End": true]
        ]
        let compiler = SoclessCompiler(compatibility: .recorded)
        let text = compiler.definitionString(try compiler.compile(playbook(states)))
        #expect(text.contains("\"Seconds\": ${{self:custom.wait}},"))
        #expect(text.hasPrefix("{\n    \"StartAt\""))
        let references = SoclessReferenceTable([
            "self": ["custom": ["wait": 30, "core": ["MergeParallelOutput": "m"]]],
            "AWS": ["Region": "r", "AccountId": "1"],
        ])
        let machine = try SoclessCompiler().compile(playbook(states), references: references)
        #expect(machine[pointer: "/States/W/Seconds"] == 30)
    }
}
