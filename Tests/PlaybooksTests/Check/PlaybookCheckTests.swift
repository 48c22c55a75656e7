import JSON
import Playbooks
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
