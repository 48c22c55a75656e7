import JSON
import Playbooks
import SoclessDialect
import Testing

@Suite struct PlaybookCheckTests {
    private func problems(_ text: String, named name: String = "p.json") throws -> [PlaybookReport.Problem] {
        PlaybookCheck.report(on: try Samples.source(text, named: name)).problems
    }

    @Test func findsNothingInGoodPlaybooks() throws {
        #expect(try problems(Samples.leak).isEmpty)
        #expect(try problems(Samples.loop, named: "p.yaml").isEmpty)
    }

    /// A part of the sample, what stands there instead, and the line, column and state of the problem.
    @Test(arguments: [
        (#""Next": "Is_Owner_Known""#, #""Next": "Nowhere""#, 9, 15, "Find_Owner", "missing_target"),
        (#""all": false"#, #""all": "{{ 1 + }}""#, 30, 99, "Revoke", "template"),
        (#""text": "failed""#, #""text": "{{ x | nosuch }}""#, 32, 123, "_Handle_Task_Failure", "template"),
        (#""TimeoutSeconds": 600"#, #""TimeoutSeconds": "x""#, 17, 93, "Ask_Owner", "SCHEMA_VALIDATION_FAILED"),
        (#""IsPresent": true, "#, "", 13, 19, "Is_Owner_Known", "SCHEMA_VALIDATION_FAILED"),
        (#""$.results.Find_Owner.owner""#, #""$.results.Find_Owner.owner!int""#, 18, 32, "Ask_Owner", "template"),
    ])
    func saysWhereAProblemIs(
        _ part: String, _ replacement: String, _ line: Int, _ column: Int, _ state: String, _ code: String
    ) throws {
        let text = Samples.leak.replacing(part, with: replacement)
        #expect(text != Samples.leak)
        let problem = try #require(try problems(text).first)
        #expect(problem.position == PlaybookPosition(line: line, column: column), "\(problem)")
        #expect(problem.state == state)
        #expect(problem.code == code)
        #expect(problem.severity == .error)
        #expect(!problem.remedy.isEmpty && problem.message.hasSuffix("."))
    }

    /// A state of a workflow template, as deployments fill them.
    @Test(arguments: [
        #"{"Type": "Task", "Resource": "${BlockIpArn}", "End": true}"#,
        #"{"Type": "Task", "Resource": "arn:${AWS::Partition}:states:::dynamodb:getItem", "Parameters": {"TableName": "${Table}", "Key": {}}, "End": true}"#,
        #"{"Type": "Wait", "Seconds": "${Pause}", "End": true}"#,
        #"{"Type": "Task", "Resource": "arn:aws:states:::sqs:${Action}", "End": true}"#,
        #"{"Type": "Task", "Resource": "arn:aws:states:::${Service}:${Action}", "End": true}"#,
        #"{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:${Action}", "Parameters": {}, "End": true}"#,
        #"{"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage${Suffix}", "Parameters": {}, "End": true}"#,
        #"{"Type": "Task", "Resource": "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}", "End": true}"#,
        #"{"Type": "Pass", "InputPath": "$.${Part}", "End": true}"#,
        #"{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.${Part} > ${Most} ? '${A}' : 1 %}", "End": true}"#,
        #"{"Type": "Task", "Resource": "${self:custom.f}", "TimeoutSeconds": "${T}", "HeartbeatSeconds": 60, "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": "${N}", "BackoffRate": "${B}"}], "End": true}"#,
    ])
    func acceptsPlaceholders(_ state: String) throws {
        let text = #"{"StartAt": "A", "States": {"A": \#(state)}}"#
        #expect(try problems(text).isEmpty)
        let source = try Samples.source(text)
        let none = PlaybookCheck.report(on: source, references: SoclessReferenceTable([:]))
        #expect(none.isUsable && none.problems.allSatisfy { $0.code == "unanswered_placeholder" && $0.state == "A" })
    }

    /// The service's own codes, so that whoever reads them from Amazon's answers knows them here.
    @Test(arguments: [
        (#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Succeed"}}}"#, "DUPLICATE_STATE_NAME"),
        (#"{"StartAt": "A", "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}"#, "INVALID_JSON_DESCRIPTION"),
        (#"{"StartAt" "A"}"#, "INVALID_JSON_DESCRIPTION"),
    ])
    func saysTheServicesCodeOfATextThatIsNoJSON(_ text: String, _ code: String) throws {
        let report = #expect(throws: PlaybookReport.self) { try PlaybookSource(text, named: "p.json") }
        #expect(report?.problems.map(\.code) == [code])
    }

    @Test func answersPlaceholders() throws {
        let source = try Samples.source(
            #"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${F}", "TimeoutSeconds": "${T}", "End": true}}}"#
        )
        let good = SoclessReferenceTable(["F": "arn:aws:lambda:eu-west-1:1:function:f", "T": 5])
        #expect(PlaybookCheck.report(on: source, references: good).problems.isEmpty)
        #expect(try PlaybookDefinition.text(source, references: good).contains(#""TimeoutSeconds": 5"#))
        #expect(try PlaybookDefinition.text(source).contains("${F}"))
        let bad = PlaybookCheck.report(on: source, references: SoclessReferenceTable(["F": "f", "T": 5]))
        #expect(bad.problems.map(\.message) == ["Value is not a valid resource ARN."])
    }

    @Test func asksOnlyForWhatIsUsed() throws {
        let text = #"""
            {"Playbook": "P", "StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 1, "End": true}}}
            """#
        let setup: JSON = ["custom": ["core": ["SetupSoclessGlobalState": "arn:aws:lambda:local:0:function:f"]]]
        let report = PlaybookCheck.report(
            on: try Samples.source(text), references: SoclessReferenceTable(["self": setup]))
        #expect(!report.problems.contains { $0.message.contains("MergeParallelOutput") }, "\(report)")
    }

    @Test func namesReferencesAsTheyAreWritten() throws {
        let text = Samples.leak.replacing(#""text": "failed""#, with: #""text": "${AWS::Region}""#)
        let report = PlaybookCheck.report(on: try Samples.source(text), references: SoclessReferenceTable([:]))
        #expect(
            report.problems.contains { $0.message == #"Nothing answers the reference "${AWS::Region}"."# }, "\(report)")
    }

    @Test func knowsLinesOfYAML() throws {
        let text = Samples.loop.replacing("Default: Pause", with: "Default: Rest")
        let report = PlaybookCheck.report(on: try Samples.source(text, named: "p.yaml"))
        #expect(!report.isUsable)
        #expect(report.problems.contains { $0.position?.line == 16 && $0.state == "Done" }, "\(report)")
        #expect(report.description.contains("p.yaml:16:"))
    }

    @Test(arguments: [
        ("{\"Playbook\": \"P\",}", 1, 18), ("StartAt: [\n", 2, 1), ("{\n \"a\": 1,\n \"a\": 2}", 3, 2),
    ])
    func refusesWhatCannotBeRead(_ text: String, _ line: Int, _ column: Int) throws {
        let error = #expect(throws: PlaybookReport.self) { try PlaybookSource(text, named: "x") }
        #expect(error?.problems.first?.position == PlaybookPosition(line: line, column: column))
    }

    @Test func speaksJSON() throws {
        let text = Samples.leak.replacing("\"Next\": \"Is_Owner_Known\"", with: "\"Next\": \"Nowhere\"")
        let json = PlaybookCheck.report(on: try Samples.source(text)).json
        #expect(json["ok"] == false)
        #expect(json["problems"]?[0]?["line"] == 9)
        #expect(json["problems"]?[0]?["state"] == "Find_Owner")
        #expect(json["problems"]?[0]?["remedy"]?.stringValue?.isEmpty == false)
    }
}
