import JSON
import StatesLanguage
import Testing

@Suite struct RetryTests {
    /// - Parameter fields: of the task; with a Catcher, the state that it leads to is there.
    private func machine(_ fields: String) -> String {
        let caught = fields.contains("Caught") ? #", "Caught": {"Type": "Pass", "End": true}"# : ""
        return """
            {"StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", \(fields), "End": true}
              \(caught)}}
            """
    }

    @Test(
        "The interval grows by the rate up to the maximum",
        arguments: [
            (#"{"ErrorEquals": ["States.ALL"]}"#, [1, 2, 4]),
            (#"{"ErrorEquals": ["E"], "IntervalSeconds": 3, "MaxAttempts": 2, "BackoffRate": 1}"#, [3, 3]),
            (
                #"{"ErrorEquals": ["E"], "IntervalSeconds": 4, "MaxAttempts": 4, "MaxDelaySeconds": 10}"#,
                [4, 8, 10, 10]
            ),
            (#"{"ErrorEquals": ["E"], "MaxAttempts": 0}"#, []),
            (#"{"ErrorEquals": ["Other"]}"#, []),
        ])
    func intervals(_ retrier: String, _ seconds: [Int64]) throws {
        var playground = try Playground(machine("\"Retry\": [\(retrier)]")) { _ in .failure("E", "why") }
        try playground.run()
        #expect(playground.execution.error == ErrorOutput(error: "E", cause: "why"))
        #expect(playground.requests.map(\.retryCount) == Array(0...seconds.count))
        #expect(playground.now == Timestamp(seconds: 1_700_000_000 + seconds.reduce(0, +)))
    }

    @Test("Jitter draws from 0 up to the interval, the same for the same seed")
    func jitter() throws {
        let definition = machine(
            #""Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 100, "MaxAttempts": 1, "JitterStrategy": "FULL"}]"#)
        var first = try Playground(definition) { _ in .failure("E", "") }
        var second = first
        try first.run()
        try second.run()
        #expect(first.now == second.now)
        #expect(first.now < Timestamp(seconds: 1_700_000_100))
    }

    @Test("Each Retrier counts for itself")
    func counters() throws {
        var attempts = 0
        var playground = try Playground(
            machine(
                #"""
                "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 1, "IntervalSeconds": 1},
                          {"ErrorEquals": ["B"], "MaxAttempts": 1, "IntervalSeconds": 1}]
                """#)
        ) { _ in
            attempts += 1
            return attempts == 3 ? .failure("A", "") : .failure(attempts % 2 == 1 ? "A" : "B", "")
        }
        try playground.run()
        #expect(playground.requests.count == 3)
    }

    @Test(
        "What a Catcher matches",
        arguments: [
            (#"["States.ALL"]"#, "E", true), (#"["States.TaskFailed"]"#, "E", true),
            (#"["States.TaskFailed"]"#, "States.Timeout", false), (#"["States.Timeout"]"#, "States.Timeout", true),
            (#"["E", "F"]"#, "F", true), (#"["e"]"#, "E", false), (#"["States.ALL"]"#, "States.Runtime", false),
            (#"["States.Timeout"]"#, "States.HeartbeatTimeout", true),
            (#"["States.HeartbeatTimeout"]"#, "States.HeartbeatTimeout", true),
        ])
    func matching(_ names: String, _ error: String, _ isCaught: Bool) throws {
        var playground = try Playground(
            machine(#""Catch": [{"ErrorEquals": \#(names), "ResultPath": "$.e", "Next": "Caught"}]"#), ["a": 1]
        ) { _ in .failure(error, "why") }
        try playground.run()
        #expect((playground.execution.status == .succeeded) == isCaught)
        if isCaught {
            #expect(playground.execution.output == ["a": 1, "e": ["Error": .string(error), "Cause": "why"]])
        }
    }

    @Test("Retry comes before Catch, and OutputPath does not apply to what is caught")
    func order() throws {
        var playground = try Playground(
            machine(
                #"""
                "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], "OutputPath": "$.nothing",
                "Catch": [{"ErrorEquals": ["E"], "Next": "Caught"}]
                """#)
        ) { _ in .failure("E", "why") }
        try playground.run()
        #expect(playground.requests.count == 2)
        #expect(playground.execution.output == ["Error": "E", "Cause": "why"])
    }

    @Test("In JSONata a Catcher makes its output and variables of the error")
    func jsonata() throws {
        var playground = try Playground(
            """
            {"QueryLanguage": "JSONata", "StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "End": true,
                "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput.Error %}",
                  "Assign": {"cause": "{% $states.errorOutput.Cause %}"}, "Next": "P"}]},
              "P": {"Type": "Pass", "Output": ["{% $states.input %}", "{% $cause %}"], "End": true}}}
            """
        ) { _ in .failure("E", "why") }
        #expect(try playground.run().execution.output == ["E", "why"])
    }
}
