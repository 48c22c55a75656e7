import JSON
import StatesLanguage
import Testing

@testable import StatesLanguageConformance

@Suite struct CaseRunnerTests {
    private func score(_ text: String) throws -> CaseRunner.Score {
        CaseRunner(case: ConformanceCase(try JSON.parse(text))).run(at: Timestamp(seconds: 1_700_000_000))
    }

    @Test("An execution is compared with what was recorded")
    func execution() throws {
        let text = #"""
            {"name": "n", "group": "g", "kind": "execution", "input": {"n": null}, "lambdas": {"f": {"behaviour": {"kind": "identity"}}},
             "definition": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
               "Parameters": {"FunctionName": "f", "Payload.$": "$.n"}, "OutputPath": "$.Payload", "End": true}}},
             "expected": {"status": "SUCCEEDED", "output": {}, "wildcards": [], "trace": [["ExecutionStarted"],
               ["TaskStateEntered", "T"], ["TaskScheduled"], ["TaskStarted"], ["TaskSucceeded"], ["TaskStateExited", "T"],
               ["ExecutionSucceeded"]]}}
            """#
        let good = try score(text)
        #expect(good.passed && good.trace == true && good.misses.isEmpty)
        let bad = try score(text.replacing(#""output": {}"#, with: #""output": 1"#))
        #expect(!bad.passed && bad.misses.map(\.field) == ["output"])
    }

    @Test("A case that does not say what a task answers is a miss of that name")
    func unscripted() throws {
        let score = try score(
            #"""
            {"name": "n", "group": "g", "kind": "execution", "input": {},
             "definition": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:x:y", "End": true}}},
             "expected": {"status": "SUCCEEDED", "output": {}}}
            """#)
        #expect(score.misses.first?.field == "unscripted")
    }

    @Test(
        "An activity is done by the worker of the case, or by nobody",
        arguments: [
            ("sendTaskSuccess", #""Output.$": "$.t.Input", "#, "SUCCEEDED"),
            ("sendTaskFailure", #""Error": "E", "Cause": "c", "#, "FAILED"), ("sendTaskHeartbeat", "", "FAILED"),
        ])
    func activity(_ action: String, _ fields: String, _ status: String) throws {
        let text = #"""
            {"name": "n", "group": "g", "kind": "execution", "input": {"v": 1},
             "definition": {"StartAt": "A", "States": {"A": {"Type": "Task", "TimeoutSeconds": 9, "End": true,
               "Resource": "arn:aws:states:us-east-1:000000000000:activity:a"}}},
             "activity_worker": {"StartAt": "Get", "States": {
               "Get": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:getActivityTask",
                 "Parameters": {"ActivityArn.$": "$.ActivityArn"}, "ResultPath": "$.t", "Next": "Answer"},
               "Answer": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sfn:\#(action)", "End": true,
                 "Parameters": {\#(fields)"TaskToken.$": "$.t.TaskToken"}}}},
             "expected": {"status": "\#(status)", "output": {"v": 1}, "error": "E"}}
            """#
        let misses = try score(text).misses.map(\.field)
        switch action {
        case "sendTaskSuccess": #expect(misses == ["error"])
        case "sendTaskFailure": #expect(misses == ["output", "cause"])
        default: #expect(misses == ["output", "error"])
        }
        let none = try score(text.replacing("activity_worker", with: "nobody"))
        #expect(none.misses.first?.field == "unscripted")
    }

    @Test("Texts of the recording stand for any text")
    func wildcards() {
        let matcher = Matcher(wildcards: ["date", "<x>"])
        #expect(matcher.matches(["at": "date", "id": "arn:<x>:end"], ["at": 5, "id": "arn:1:2:end"]))
        #expect(!matcher.matches("arn:<x>:end", "arn:1"))
        #expect(matcher.matches("[1, 2]", [1, 2]) && matcher.matches("<uuid:1>", "anything"))
        #expect(matcher.matches(["a": 1.0], ["a": 1]) && !matcher.matches(["a": 1], ["a": 1, "b": 2]))
    }

    @Test("Branches may come in any order")
    func parallel() throws {
        let one = Trace([
            ["ParallelStateEntered", "P"], ["ParallelStateStarted"], ["A"], ["B"], ["ParallelStateExited", "P"],
        ])
        let other = Trace(
            [
                ["ParallelStateEntered", "P"], ["ParallelStateStarted"], ["B"], ["A"], ["ParallelStateSucceeded"],
                ["ParallelStateExited", "P"],
            ])
        #expect(one.matches(other, Matcher(wildcards: [])))
        #expect(
            !one.matches(
                Trace([["ParallelStateEntered", "P"], ["ParallelStateStarted"], ["A"]]), Matcher(wildcards: [])))
    }

    @Test("Python's texts")
    func python() {
        #expect(PythonText.json(["a": [1, "é\"\n"], "b": .null]) == #"{"a": [1, "\u00e9\"\n"], "b": null}"#)
        #expect(PythonText.text(["a": [true, .null, "it's"]]) == #"{'a': [True, None, "it's"]}"#)
    }

    @Test("The report counts by kind and group")
    func report() throws {
        let line = #"{"name": "n", "group": "g", "kind": "validate", "definition": {}, "expected": {"result": "OK"}}"#
        var report = Report()
        #expect(StatesLanguageConformance.cases(in: Array((line + "\n" + line + "\n").utf8), into: &report))
        #expect(report.json["total"] == 2 && report.json["passed"] == 0)
        #expect(report.json["kinds"] == ["validate": ["total": 2, "passed": 0]])
        #expect(!StatesLanguageConformance.cases(in: Array("[1]".utf8), into: &report))
    }
}
