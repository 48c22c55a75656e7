import JSON
import Playbooks
import StatesLanguage
import Testing

/// What the playbook-runner takes, and what it refuses in words.
@Suite struct RunnablePlaybookTests {
    private func faults(_ states: JSON, startAt: String = "A") -> [String] {
        let text = JSON.object(["StartAt": .string(startAt), "States": states]).text()
        do throws(PlaybookReport) {
            _ = try RunnablePlaybook(PlaybookSource(text, named: "test"))
            return []
        } catch {
            return error.problems.map { "\($0.state ?? "–") \($0.code)" }
        }
    }

    @Test func integrationsAreFunctionsActivitiesAndInvocations() throws {
        for resource in [
            "arn:aws:lambda:us-east-1:123456789012:function:look_up", "arn:aws:lambda:::function:http_request",
            "arn:aws:states:us-east-1:123456789012:activity:by-hand",
        ] {
            #expect(faults(["A": ["Type": "Task", "Resource": .string(resource), "End": true]]) == [])
        }
        let invoke: JSON = [
            "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "Parameters": ["FunctionName": "prompt", "Payload": [:]], "End": true,
        ]
        #expect(faults(["A": invoke]) == [])
    }

    @Test func whatNobodyDoesIsRefusedWithItsState() throws {
        let publish: JSON = [
            "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": ["Message": "x"], "End": true,
        ]
        #expect(faults(["A": publish]) == ["A unserved_resource"])
        let parallel: JSON = [
            "Type": "Parallel", "Branches": [["StartAt": "B", "States": ["B": publish]]], "End": true,
        ]
        #expect(faults(["A": parallel]) == ["B unserved_resource"])
        let map: JSON = [
            "Type": "Map", "End": true,
            "ItemProcessor": [
                "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "B",
                "States": ["B": ["Type": "Succeed"]],
            ],
        ]
        #expect(faults(["A": map]) == ["A distributed_map"])
        let open: JSON = ["Type": "Task", "Resource": "${LookUpArn}", "End": true]
        #expect(faults(["A": open]) == ["A unanswered_placeholder"])
        #expect(faults(["A": ["Type": "Pass", "Next": "C"]]).isEmpty == false, "what check refuses")
    }

    @Test func theInputOfAnInvocationIsItsPayload() throws {
        let invoke = try #require(TaskResource("arn:aws:states:::lambda:invoke"))
        let route = try StepRoute(
            invoke, input: ["FunctionName": "arn:aws:lambda:a:1:function:look_up:7", "Payload": [1]])
        #expect(route.integration == "look_up" && route.input == [1] && route.wraps)
        #expect(throws: StepRouteError.self) { try StepRoute(invoke, input: ["FunctionName": "no name"]) }
    }

    @Test func formAloneMakesNoOtherText() throws {
        let one = try RunnablePlaybook(
            PlaybookSource(#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#, named: "1"))
        let two = try RunnablePlaybook(PlaybookSource("StartAt: A\nStates:\n  A: {Type: Succeed}\n", named: "2"))
        #expect(one.text == two.text)
    }
}
