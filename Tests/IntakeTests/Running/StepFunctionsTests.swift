import Foundation
import JSON
import TestServers
import Testing

/// AWS Step Functions' protocol as far as intake goes: what it writes and tells, and the names of its errors.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct StepFunctionsTests {
    private static let asking = """
        {"StartAt": "Ask", "States": {"Ask": {"Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 600,
            "Parameters": {"FunctionName": "lookup", "Payload": {"token.$": "$$.Task.Token"}}, "End": true}}}
        """
    private static let ending = #"{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}"#
    private static let role = "arn:aws:iam::000000000000:role/any"
    private static let arn = AmazonClient.machine + "triage"

    private func create(
        _ client: AmazonClient, _ name: String = "triage", _ text: String = StepFunctionsTests.asking,
        type: String = "STANDARD"
    ) async throws -> IntakeProcess.Reply {
        try await client.send(
            "CreateStateMachine",
            [
                "name": .string(name), "definition": .string(text), "roleArn": .string(Self.role),
                "type": .string(type), "publish": true,
            ])
    }

    @Test func stateMachinesAreCreatedOnceAndUpdated() async throws {
        try await AmazonClient.run { client in
            let made = try await create(client)
            #expect(made.json["stateMachineArn"] == .string(Self.arn), "\(made.text)")
            #expect(made.json["stateMachineVersionArn"] == .string("\(Self.arn):1"))
            #expect((made.json["creationDate"]?.doubleValue ?? 0) > 1_700_000_000)
            #expect(try await create(client).json == made.json, "the same again is the same")
            for (text, type) in [(Self.ending, "STANDARD"), (Self.ending, "EXPRESS")] {
                #expect(
                    try await create(client, "triage", text, type: type).json["__type"] == "StateMachineAlreadyExists")
            }
            #expect(try await create(client, "no name").json["__type"] == "InvalidName")
            let broken = try await create(client, "broken", #"{"StartAt": "A", "States": {}}"#)
            #expect(broken.json["__type"] == "InvalidDefinition", "\(broken.text)")
            #expect(broken.json["message"]?.stringValue?.hasPrefix("Invalid State Machine Definition: '") == true)
            let service = try await create(
                client, "service",
                #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "x", "MessageBody": "y"}, "End": true}}}"#
            )
            #expect(service.json["__type"] == "InvalidDefinition")
            #expect(service.json["message"]?.stringValue?.contains("Nothing here does") == true, "\(service.text)")

            let shown = try await client.answer("DescribeStateMachine", ["stateMachineArn": .string(Self.arn)])
            #expect(shown["definition"] == .string(Self.asking) && shown["status"] == "ACTIVE")
            #expect(shown["roleArn"] == .string(Self.role) && shown["type"] == "STANDARD" && shown["name"] == "triage")
            let updated = try await client.answer(
                "UpdateStateMachine",
                ["stateMachineArn": .string(Self.arn), "definition": .string(Self.ending), "publish": true])
            #expect(updated["stateMachineVersionArn"] == .string("\(Self.arn):2"))
            #expect(updated["revisionId"] != shown["revisionId"])
            let first = try await client.answer("DescribeStateMachine", ["stateMachineArn": .string("\(Self.arn):1")])
            #expect(first["definition"] == .string(Self.asking) && first["revisionId"] == shown["revisionId"])
            #expect(
                try await client.error("UpdateStateMachine", ["stateMachineArn": .string(Self.arn)])
                    == "400 MissingRequiredParameter")
            #expect(
                try await client.error("DescribeStateMachine", ["stateMachineArn": .string(Self.arn + "s")])
                    == "400 StateMachineDoesNotExist")
            #expect(try await client.error("DescribeStateMachine", ["stateMachineArn": "x"]) == "400 InvalidArn")
            #expect(try await client.error("DescribeStateMachine") == "400 ValidationException")
            #expect(
                try await client.error("DeleteStateMachine", ["stateMachineArn": .string(Self.arn)])
                    == "400 ValidationException")
            _ = try await create(client, "other", Self.ending, type: "EXPRESS")
            let page = try await client.answer("ListStateMachines", ["maxResults": 1])
            #expect(page["stateMachines"]?[0]?["name"] == "other" && page["stateMachines"]?[0]?["type"] == "EXPRESS")
            let rest = try await client.answer("ListStateMachines", ["nextToken": page["nextToken"] ?? .null])
            #expect(rest["stateMachines"]?.arrayValue?.map { $0["name"] ?? .null } == ["triage"])
            #expect(rest["nextToken"] == nil)
        }
    }

    private func start(_ client: AmazonClient, _ name: String, input: String, version: String = "") async throws -> JSON
    {
        try await client.send(
            "StartExecution",
            ["stateMachineArn": .string(Self.arn + version), "name": .string(name), "input": .string(input)]
        ).json
    }

    @Test func executionsAreStartedOnceByTheirNames() async throws {
        try await AmazonClient.run { client in
            _ = try await create(client)
            let started = try await start(client, "one", input: #"{"n": 1.50}"#)
            let arn = AmazonClient.execution + "triage:one"
            #expect(started["executionArn"] == .string(arn), "\(started)")
            #expect(try await start(client, "one", input: #"{"n":1.50}"#) == started, "the same while it runs")
            #expect(try await start(client, "one", input: "{}")["__type"] == "ExecutionAlreadyExists")
            #expect(try await start(client, "two", input: "{")["__type"] == "InvalidExecutionInput")
            #expect(try await start(client, "a b", input: "{}")["__type"] == "InvalidName")
            let long = "\"" + String(repeating: "x", count: 262_143) + "\""
            let refused = try await start(client, "long", input: long)
            #expect(refused["__type"] == "ValidationException")
            #expect(refused["message"]?.stringValue?.contains("less than or equal to 262144") == true)
            let whole = "\"" + String(repeating: "x", count: 262_142) + "\""
            #expect(try await start(client, "whole", input: whole)["executionArn"] != nil)
            #expect(
                try await client.error(
                    "StartExecution", ["stateMachineArn": .string(AmazonClient.machine + "none")])
                    == "400 StateMachineDoesNotExist")

            let shown = try await client.answer("DescribeExecution", ["executionArn": .string(arn)])
            #expect(shown["status"] == "RUNNING" && shown["input"] == #"{"n":1.50}"# && shown["output"] == nil)
            #expect(shown["startDate"] == started["startDate"] && shown["stopDate"] == nil)
            #expect(shown["redriveStatus"] == "NOT_REDRIVABLE" && shown["redriveCount"] == 0)
            #expect(shown["stateMachineArn"] == .string(Self.arn))
            let machine = try await client.answer("DescribeStateMachineForExecution", ["executionArn": .string(arn)])
            #expect(machine["definition"] == .string(Self.asking))
            #expect(
                try await client.error("DescribeExecution", ["executionArn": .string(arn + "x")])
                    == "400 ExecutionDoesNotExist")
            #expect(
                try await client.error("RedriveExecution", ["executionArn": .string(arn)])
                    == "400 ExecutionNotRedrivable")

            // What has ended keeps its name.
            _ = try await client.answer("StopExecution", ["executionArn": .string(arn), "error": "Enough"])
            #expect(
                try await client.intake.database.run(
                    sql: "select wanted, wanted_error from playbook_runner.execution where name = 'one'")
                    == ["stop|Enough"])
            try await client.intake.database.run(
                sql: """
                    update playbook_runner.execution set status = 'ABORTED', stopped_at = now(), error = 'Enough'
                    where name = 'one'
                    """)
            #expect(try await start(client, "one", input: #"{"n":1.50}"#)["__type"] == "ExecutionAlreadyExists")
            let ended = try await client.answer("DescribeExecution", ["executionArn": .string(arn)])
            #expect(
                ended["status"] == "ABORTED" && ended["error"] == "Enough" && ended["redriveStatus"] == "REDRIVABLE")
            #expect(ended["stopDate"]?.doubleValue != nil)
            #expect(
                try await client.answer("StopExecution", ["executionArn": .string(arn)])["stopDate"]
                    == ended["stopDate"], "to stop it again is no error")
            let running = try await client.answer(
                "ListExecutions", ["stateMachineArn": .string(Self.arn), "statusFilter": "RUNNING"])
            #expect(running["executions"]?.arrayValue?.map { $0["name"] ?? .null } == ["whole"])
            let page = try await client.answer(
                "ListExecutions", ["stateMachineArn": .string(Self.arn), "maxResults": 1])
            let rest = try await client.answer(
                "ListExecutions", ["stateMachineArn": .string(Self.arn), "nextToken": page["nextToken"] ?? .null])
            #expect(page["executions"]?[0]?["name"] == "whole" && rest["executions"]?[0]?["name"] == "one")
            for bad: JSON in ["x", "\u{0}"] {
                #expect(
                    try await client.error(
                        "ListExecutions", ["stateMachineArn": .string(Self.arn), "nextToken": bad]) != nil)
            }
        }
    }

    /// Clients of AWS send a call again when its answer is lost, and give each try of it the same id.
    @Test func aStartWithoutANameThatIsTriedAgainIsOneExecution() async throws {
        try await AmazonClient.run { client in
            _ = try await create(client)
            var client = client
            client.invocation = "C12688CD-42eb-40f5-b300-33e12e1d5d28"
            let call: JSON = ["stateMachineArn": .string(Self.arn), "input": #"{"n":1}"#]
            let first = try await client.answer("StartExecution", call)
            #expect(
                first["executionArn"]
                    == .string(AmazonClient.execution + "triage:c12688cd-42eb-40f5-b300-33e12e1d5d28"))
            try await client.intake.database.run(
                sql: "update playbook_runner.execution set status = 'SUCCEEDED', stopped_at = now(), output = '1'")
            #expect(try await client.answer("StartExecution", call) == first, "also when it has ended meanwhile")
            #expect(
                try await client.error("StartExecution", ["stateMachineArn": .string(Self.arn)])
                    == "400 ExecutionAlreadyExists", "another call under the same id is not")
            for invocation in ["f4ef4a48-7442-4724-b1db-bc83e49cb8c4", "no id", nil] {
                client.invocation = invocation
                #expect(try await client.answer("StartExecution", call)["executionArn"] != first["executionArn"])
            }
            #expect(
                try await client.intake.database.run(sql: "select count(*) from playbook_runner.execution") == ["4"])
        }
    }

    @Test func anotherDefinitionLeavesWhatInputsMustFit() async throws {
        try await AmazonClient.run { client in
            _ = try await create(client)
            let database = client.intake.database
            try await database.run(
                sql: "update playbook_runner.playbook_version set input_schema = '{\"type\":\"object\"}'")
            _ = try await create(client)
            _ = try await client.answer(
                "UpdateStateMachine", ["stateMachineArn": .string(Self.arn), "definition": .string(Self.ending)])
            #expect(
                try await database.run(sql: "select input_schema from playbook_runner.playbook_version order by number")
                    == Array(repeating: #"{"type":"object"}"#, count: 2))
        }
    }

    @Test func versionsAndAliasesDecideWhatRuns() async throws {
        try await AmazonClient.run { client in
            _ = try await create(client)
            _ = try await client.answer(
                "UpdateStateMachine", ["stateMachineArn": .string(Self.arn), "definition": .string(Self.ending)])
            let published = try await client.answer(
                "PublishStateMachineVersion", ["stateMachineArn": .string(Self.arn)])
            #expect(published["stateMachineVersionArn"] == .string("\(Self.arn):2"))
            #expect(
                try await client.error(
                    "PublishStateMachineVersion", ["stateMachineArn": .string(Self.arn), "revisionId": "other"])
                    == "400 ConflictException")
            let versions = try await client.answer(
                "ListStateMachineVersions", ["stateMachineArn": .string(Self.arn), "maxResults": 1])
            #expect(versions["stateMachineVersions"]?[0]?["stateMachineVersionArn"] == .string("\(Self.arn):2"))
            #expect(versions["nextToken"] == "2")

            func routes(_ first: Int, _ weight: Int, _ second: Int? = nil) -> JSON {
                var routes: [JSON] = [
                    ["stateMachineVersionArn": .string("\(Self.arn):\(first)"), "weight": .int(weight)]
                ]
                if let second {
                    routes.append(
                        ["stateMachineVersionArn": .string("\(Self.arn):\(second)"), "weight": .int(100 - weight)])
                }
                return .array(routes)
            }
            let alias = try await client.answer(
                "CreateStateMachineAlias", ["name": "prod", "routingConfiguration": routes(1, 100)])
            #expect(alias["stateMachineAliasArn"] == .string("\(Self.arn):prod"))
            #expect(
                try await client.error(
                    "CreateStateMachineAlias", ["name": "prod", "routingConfiguration": routes(2, 100)])
                    == "400 ConflictException")
            for (name, routing, error) in [
                ("prod", routes(1, 50), "ValidationException"), ("x", routes(9, 100), "ResourceNotFound"),
                ("12", routes(1, 100), "ValidationException"), ("a b", routes(1, 100), "ValidationException"),
            ] {
                #expect(
                    try await client.error(
                        "CreateStateMachineAlias", ["name": .string(name), "routingConfiguration": routing])
                        == "400 \(error)", "\(name)")
            }
            _ = try await start(client, "by-alias", input: "{}", version: ":prod")
            _ = try await start(client, "by-version", input: "{}", version: ":1")
            _ = try await start(client, "current", input: "{}")
            #expect(
                try await start(client, "none", input: "{}", version: ":dev")["__type"] == "StateMachineDoesNotExist")
            #expect(try await start(client, "none", input: "{}", version: ":7")["__type"] == "StateMachineDoesNotExist")
            #expect(
                try await client.intake.database.run(
                    sql: "select name, version from playbook_runner.execution order by name")
                    == ["by-alias|1", "by-version|1", "current|2"])
            let aliasARN: JSON = .string("\(Self.arn):prod")
            _ = try await client.answer(
                "UpdateStateMachineAlias",
                ["stateMachineAliasArn": aliasARN, "routingConfiguration": routes(1, 0, 2), "description": "new"])
            let shown = try await client.answer("DescribeStateMachineAlias", ["stateMachineAliasArn": aliasARN])
            #expect(shown["routingConfiguration"] == routes(1, 0, 2) && shown["description"] == "new", "\(shown)")
            _ = try await start(client, "moved", input: "{}", version: ":prod")
            #expect(
                try await client.intake.database.run(
                    sql: "select version from playbook_runner.execution where name = 'moved'") == ["2"])
            let aliases = try await client.answer("ListStateMachineAliases", ["stateMachineArn": .string(Self.arn)])
            #expect(aliases["stateMachineAliases"]?.arrayValue?.count == 1)
            _ = try await client.answer("DeleteStateMachineAlias", ["stateMachineAliasArn": aliasARN])
            #expect(
                try await client.error("DescribeStateMachineAlias", ["stateMachineAliasArn": aliasARN])
                    == "400 ResourceNotFound")
        }
    }

    @Test func definitionsAndStatesAreTriedWithoutATrace() async throws {
        try await AmazonClient.run { client in
            let valid = try await client.answer("ValidateStateMachineDefinition", ["definition": .string(Self.ending)])
            #expect(valid == ["result": "OK", "diagnostics": [], "truncated": false])
            let broken = try await client.answer(
                "ValidateStateMachineDefinition", ["definition": #"{"StartAt": "A", "States": {}}"#])
            #expect(broken["result"] == "FAIL" && broken["diagnostics"]?[0]?["severity"] == "ERROR", "\(broken)")
            let state = #"{"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "B"}"#
            let tried = try await client.answer(
                "TestState", ["definition": .string(state), "input": #"{"n":1}"#, "inspectionLevel": "DEBUG"])
            #expect(tried["status"] == "SUCCEEDED" && tried["output"] == #"{"n":2}"# && tried["nextState"] == "B")
            #expect(tried["inspectionData"]?["afterParameters"] == #"{"n":2}"#, "\(tried)")
            let task = #"{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "End": true}"#
            #expect(
                try await client.error("TestState", ["definition": .string(task), "roleArn": .string(Self.role)])
                    == "400 ValidationException")
            let mocked = try await client.answer(
                "TestState",
                [
                    "definition": .string(task), "roleArn": .string(Self.role),
                    "mock": ["result": #"{"a":1}"#, "fieldValidationMode": "NONE"],
                ])
            #expect(mocked["output"] == #"{"a":1}"#, "\(mocked)")
            #expect(try await client.error("TestState", ["definition": "{"]) == "400 InvalidDefinition")
            #expect(
                try await client.intake.database.run(sql: "select count(*) from playbook_runner.playbook") == ["0"])
        }
    }

    /// Executions of restricted incidents are there for those who may see these.
    @Test func whatIsRestrictedIsNotThereForStrangers() async throws {
        try await AmazonClient.run(scopes: "incidents:read,playbooks:start") { client in
            _ = try await client.intake.send(
                "PUT", "/api/v1/playbooks/triage", body: JSON.object(["text": .string(Self.asking)]).bytes(),
                headers: [("Content-Type", "application/json")])
            let incident = try await client.intake.post(
                "/api/v1/incidents", ["title": "Secret", "description": "none", "visibility": "restricted"])
            let started = try await client.intake.post(
                "/api/v1/playbooks/triage/executions",
                ["name": "secret", "incident": incident.json["name"] ?? .null])
            #expect(started.status == 201, "\(incident.text) \(started.text)")
            let arn: JSON = .string(AmazonClient.execution + "triage:secret")
            for operation in [
                "DescribeExecution", "GetExecutionHistory", "StopExecution", "RedriveExecution",
                "DescribeStateMachineForExecution",
            ] {
                #expect(
                    try await client.error(operation, ["executionArn": arn]) == "400 ExecutionDoesNotExist",
                    "\(operation)")
            }
            let list = try await client.answer("ListExecutions", ["stateMachineArn": .string(Self.arn)])
            #expect(list["executions"] == [])
            // The name is taken, and that is all that a stranger learns of it.
            #expect(try await start(client, "secret", input: "{}")["__type"] == "ExecutionAlreadyExists")
        }
    }
}
