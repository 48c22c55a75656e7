import Foundation
import JSON
import RequestSignatures
import TestServers
import Testing

/// AWS Step Functions' protocol with the runner behind it: signed requests of this test's own, and those of the real boto3.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StepFunctionsStackTests {
    private static let signingKey = "the signing key of this test, of more than 32 bytes"
    private static let role: JSON = "arn:aws:iam::000000000000:role/any"
    private static let counting = """
        {"StartAt": "Add", "States": {"Add": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Rest"},
            "Rest": {"Type": "Wait", "Seconds": 0, "End": true}}}
        """
    private static let asking = """
        {"StartAt": "Ask", "States": {"Ask": {"Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 600,
            "Parameters": {"FunctionName": "lookup", "Payload": {"token.$": "$$.Task.Token"}}, "End": true}}}
        """

    /// Runs a test with intake, the runner, the queue of an integration, and a key that the operator's command has made.
    private func run(_ body: (Stack, (id: String, secret: String)) async throws -> Void) async throws {
        try await Stack.run { stack in
            try await stack.start("intake", environment: ["MUSTER_SIGNING_KEY": Self.signingKey])
            try await stack.start("playbook-runner")
            let queue: JSON = ["durable": true, "arguments": ["x-queue-type": "quorum"]]
            _ = try await stack.servers.management(
                "PUT", "/api/queues/\(stack.host.name)/task.lookup", body: queue)
            _ = try await stack.servers.management(
                "POST", "/api/bindings/\(stack.host.name)/e/playbooks/q/task.lookup",
                body: ["routing_key": "task.lookup"])
            let scopes = ["incidents:read", "playbooks:start", "administration"].flatMap { ["--scope", $0] }
            let made = try await TestProgram(
                TestProgram.product("muster"), ["keys", "create", "cloud", "--aws", "--json"] + scopes,
                environment: ["MUSTER_DATABASE_URL": try stack.database.url, "MUSTER_SIGNING_KEY": Self.signingKey]
            ).run()
            let key = try JSON.parse(made.output)
            #expect(key["id"] == key["prefix"] && key["key"] == nil, "\(made.errors)")
            try await body(
                stack, (try #require(key["id"]?.stringValue), try #require(key["secret"]?.stringValue)))
        }
    }

    private func send(
        _ stack: Stack, _ key: (id: String, secret: String), _ operation: String, _ body: JSON,
        invocation: String? = nil
    ) async throws -> JSON {
        let url = try #require(stack.intakeURL)
        let headers = [
            (name: "Host", value: String(url.dropFirst("http://".count))),
            (name: "Content-Type", value: "application/x-amz-json-1.0"),
            (name: "X-Amz-Target", value: "AWSStepFunctions.\(operation)"),
        ]
        let request = SignableRequest(method: "POST", path: "/", query: nil, headers: headers, body: body.bytes())
        let signed = SignatureV4.sign(
            request, keyID: key.id, secret: key.secret, region: "us-east-1", service: "states", at: Date())
        let unsigned = invocation.map { [("amz-sdk-invocation-id", $0)] } ?? []
        return try await stack.amazon(
            url, (headers.dropFirst() + signed).map { ($0.name, $0.value) } + unsigned, body)
    }

    /// Takes what the integration is asked for from its queue.
    private func token(_ stack: Stack) async throws -> String {
        var token: String?
        try await eventually("the integration is asked") {
            let taken = try await stack.servers.management(
                "POST", "/api/queues/\(stack.host.name)/task.lookup/get",
                body: ["count": 1, "ackmode": "ack_requeue_false", "encoding": "auto"])
            guard let text = taken[0]?["payload"]?.stringValue else { return false }
            token = try JSON.parse(Array(text.utf8))["data"]?["input"]?["token"]?.stringValue
            return true
        }
        return try #require(token)
    }

    @Test func executionsRunToTheirEnd() async throws {
        try await run { stack, key in
            func send(_ operation: String, _ body: JSON, invocation: String? = nil) async throws -> JSON {
                try await self.send(stack, key, operation, body, invocation: invocation)
            }
            func awaitStatus(_ arn: JSON, _ status: JSON) async throws {
                try await eventually("the execution is \(status)") {
                    try await send("DescribeExecution", ["executionArn": arn])["status"] == status
                }
            }
            let counting = try await send(
                "CreateStateMachine",
                ["name": "count", "definition": .string(Self.counting), "roleArn": Self.role, "type": "EXPRESS"])
            let sync = try await send(
                "StartSyncExecution", ["stateMachineArn": counting["stateMachineArn"] ?? .null, "input": #"{"n":1}"#])
            #expect(sync["status"] == "SUCCEEDED" && sync["output"] == #"{"n":2}"#, "\(sync)")

            let asking = try await send(
                "CreateStateMachine", ["name": "ask", "definition": .string(Self.asking), "roleArn": Self.role])
            let started = try await send(
                "StartExecution", ["stateMachineArn": asking["stateMachineArn"] ?? .null, "name": "one"])
            let arn = try #require(started["executionArn"])
            let first = try await token(stack)
            #expect(try await send("SendTaskHeartbeat", ["taskToken": .string(first)]) == [:])
            #expect(try await send("SendTaskFailure", ["taskToken": .string(first), "error": "Busy"]) == [:])
            try await awaitStatus(arn, "FAILED")
            #expect(try await send("SendTaskHeartbeat", ["taskToken": .string(first)])["__type"] == "TaskTimedOut")
            #expect(
                try await send("SendTaskSuccess", ["taskToken": "guessed", "output": "1"])["__type"] == "InvalidToken")
            _ = try await send("RedriveExecution", ["executionArn": arn])
            let second = try await token(stack)
            let answer: JSON = ["taskToken": .string(second), "output": #"{"known":true}"#]
            #expect(
                try await send("SendTaskSuccess", ["taskToken": .string(second), "output": "{"])["__type"]
                    == "InvalidOutput")
            let invocation = "9e30b0f6-11f9-4005-82e0-d1805c628c4c"
            #expect(try await send("SendTaskSuccess", answer, invocation: invocation) == [:])
            try await awaitStatus(arn, "SUCCEEDED")
            #expect(try await send("SendTaskSuccess", answer)["__type"] == "TaskTimedOut", "an answer counts once")
            let again = try await send("SendTaskSuccess", answer, invocation: invocation)
            #expect(again == [:], "the same call, tried again since its answer was lost, is no second answer")
            let shown = try await send("DescribeExecution", ["executionArn": arn])
            #expect(shown["output"] == #"{"known":true}"# && shown["redriveCount"] == 1, "\(shown)")

            let history = try await send("GetExecutionHistory", ["executionArn": arn])["events"]?.arrayValue ?? []
            #expect(history.first?["type"] == "ExecutionStarted" && history.last?["type"] == "ExecutionSucceeded")
            #expect(history.compactMap { $0["id"]?.intValue } == Array(1...history.count))
            #expect(history.allSatisfy { ($0["timestamp"]?.doubleValue ?? 0) > 1_700_000_000 })
            let newest = try await send(
                "GetExecutionHistory",
                ["executionArn": arn, "reverseOrder": true, "maxResults": 1, "includeExecutionData": false])
            #expect(newest["events"]?[0]?["type"] == "ExecutionSucceeded")
            #expect(newest["events"]?[0]?["executionSucceededEventDetails"] == [:], "\(newest)")
            let next = try await send(
                "GetExecutionHistory",
                ["executionArn": arn, "reverseOrder": true, "maxResults": 1, "nextToken": newest["nextToken"] ?? .null])
            #expect(next["events"]?[0]?["id"]?.intValue == history.count - 1)

            let stopped = try await send(
                "StartExecution", ["stateMachineArn": asking["stateMachineArn"] ?? .null, "name": "two"])
            _ = try await token(stack)
            _ = try await send(
                "StopExecution",
                ["executionArn": stopped["executionArn"] ?? .null, "error": "Enough", "cause": "of it"])
            try await awaitStatus(stopped["executionArn"] ?? .null, "ABORTED")
            let ended = try await send("DescribeExecution", ["executionArn": stopped["executionArn"] ?? .null])
            #expect(ended["error"] == "Enough" && ended["cause"] == "of it" && ended["stopDate"] != nil)
        }
    }

    /// Cases of one line each, as recorded ones are: they pass through the stored executions too, and what differs is told.
    @Test func recordedCasesPassThroughTheRunner() async throws {
        try await run { stack, key in
            let file = stack.folder.appendingPathComponent("cases.jsonl")
            func report(_ cases: String) async throws -> (status: Int32, json: JSON) {
                try Data(cases.utf8).write(to: file)
                let program = try TestProgram(
                    TestProgram.product("states-language-conformance"),
                    [file.path, "--json", "--runner", try #require(stack.intakeURL)],
                    environment: ["AWS_ACCESS_KEY_ID": key.id, "AWS_SECRET_ACCESS_KEY": key.secret])
                let result = try await program.run()
                return (result.status, try JSON.parse(result.output))
            }
            let (status, passed) = try await report(ConformanceCases.passing)
            #expect(status == 0 && passed["total"] == 6 && passed["passed"] == 6, "\(passed)")
            #expect(passed["skipped"] == 1 && passed["trace"] == ["total": 2, "passed": 2], "\(passed)")
            let (failure, failed) = try await report(ConformanceCases.failing)
            #expect(failure == 1 && failed["passed"] == 0, "\(failed)")
            #expect(failed["misses"]?[0]?["field"] == "output" && failed["misses"]?[0]?["actual"] == 2, "\(failed)")
        }
    }

    @Test(.enabled(if: Boto3.python != nil, "needs boto3, which nothing else here needs"))
    func boto3WorksWithAnotherEndpoint() async throws {
        try await run { stack, key in
            let python = try #require(Boto3.python)
            let program = try TestProgram(
                python, ["-"],
                environment: [
                    "AWS_ACCESS_KEY_ID": key.id, "AWS_SECRET_ACCESS_KEY": key.secret,
                    "AWS_DEFAULT_REGION": "eu-central-1", "AWS_EC2_METADATA_DISABLED": "true",
                    "ENDPOINT": try #require(stack.intakeURL), "HOME": stack.folder.path, "PATH": "/usr/bin:/bin",
                ]
            ).start(input: Boto3.script)
            let asked = try await token(stack)
            let file = stack.folder.appendingPathComponent("token")
            try Data(asked.utf8).write(to: file)
            let result = await program.end()
            #expect(result.status == 0 && result.output.hasSuffix("done\n"), "\(result.output)\(result.errors)")
        }
    }
}
