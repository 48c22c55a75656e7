import JSON
import SoclessDialect
import Testing

@Suite struct PlaybookValidatorTests {
    private static let good = #"""
        {"Playbook": "P", "StartAt": "A", "States": {
          "A": {"Type": "Task", "Resource": "r", "Next": "B"},
          "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "C"}], "Default": "D"},
          "C": {"Type": "Parallel", "Branches": [{"StartAt": "E", "States": {"E": {"Type": "Pass", "End": true}}}], "End": true},
          "D": {"Type": "Fail"}},
         "Decorators": {"DisableDefaultRetry": {"tasks": ["A"]}}}
        """#

    /// Each replaces a part of the playbook, and has one problem.
    @Test(
        arguments: [
            (#""Playbook": "P", "#, "", SoclessProblem.Code.missingField, "", nil),
            (#""Playbook": "P""#, #""Playbook": "a b""#, .invalidName, "/Playbook", nil),
            (#""Playbook": "P""#, #""Playbook": "P", "Extra": 1"#, .unknownField, "/Extra", nil),
            (#""Playbook": "P""#, #""Playbook": "P", "TimeoutSeconds": -1"#, .invalidValue, "/TimeoutSeconds", nil),
            (#""StartAt": "A""#, #""StartAt": "Z""#, .missingTarget, "/StartAt", nil),
            (#""StartAt": "A", "States""#, #""States""#, .missingField, "", nil),
            (#""Next": "B""#, #""Next": "Z""#, .missingTarget, "/States/A/Next", "A"),
            (#""Next": "B""#, #""Next": "E""#, .missingTarget, "/States/A/Next", "A"),
            (#", "Next": "B""#, "", .missingField, "/States/A", "A"),
            (#""Next": "B""#, #""Next": "B", "End": true"#, .invalidValue, "/States/A/End", "A"),
            (#""Resource": "r", "#, "", .missingField, "/States/A", "A"),
            (#""Resource": "r""#, #""Resource": 5"#, .invalidValue, "/States/A/Resource", "A"),
            (#""Resource": "r""#, #""Resource": "r", "Parameters": []"#, .invalidValue, "/States/A/Parameters", "A"),
            (#""Resource": "r""#, #""Resource": "r", "Retries": []"#, .unknownField, "/States/A/Retries", "A"),
            (
                #""Resource": "r""#, #""Resource": "r", "Catch": [{"ErrorEquals": ["E"], "Next": "Z"}]"#,
                .missingTarget,
                "/States/A/Catch/0/Next", "A"
            ),
            (#""Default": "D""#, #""Default": "Z""#, .missingTarget, "/States/B/Default", "B"),
            (#", "Next": "C"}"#, "}", .missingField, "/States/B/Choices/0", "B"),
            (
                #""Type": "Pass", "End": true"#, #""Type": "Pass", "End": 1"#, .invalidValue,
                "/States/C/Branches/0/States/E/End", "E"
            ),
            (#"{"E": {"#, #"{"A": {"#, .missingTarget, "/States/C/Branches/0/StartAt", "C"),
            (#""Type": "Fail""#, #""Type": "Fall""#, .invalidValue, "/States/D/Type", "D"),
            (
                #"{"tasks": ["A"]}"#, #"{"tasks": ["Q"]}"#, .missingTarget, "/Decorators/DisableDefaultRetry/tasks/0",
                nil
            ),
            (
                #"{"tasks": ["A"]}"#, #"{"tasks": [], "all": true}"#, .invalidValue, "/Decorators/DisableDefaultRetry",
                nil
            ),
            (
                #"{"DisableDefaultRetry": {"tasks": ["A"]}}"#, #"{"TaskFailureHandler": {"Type": "Pass"}}"#,
                .invalidValue,
                "/Decorators/TaskFailureHandler", "_Handle_Task_Failure"
            ),
            (#"{"DisableDefaultRetry": {"tasks": ["A"]}}"#, #"{"Other": 1}"#, .unknownField, "/Decorators/Other", nil),
        ] as [(String, String, SoclessProblem.Code, String, String?)])
    func findsTheProblem(
        _ part: String, _ replacement: String, _ code: SoclessProblem.Code, _ pointer: String, _ state: String?
    ) throws {
        let text = Self.good.replacing(part, with: replacement, maxReplacements: 1)
        #expect(text != Self.good)
        let playbook = try JSON.parse(text)
        let error = #expect(throws: SoclessError.self) { try SoclessCompiler().compile(playbook) }
        let problem = try #require(error?.problems.first)
        #expect(problem.code == code)
        #expect("\(problem.pointer)" == pointer)
        #expect(problem.state == state)
        #expect(problem.message.hasSuffix(".") && problem.remedy.hasSuffix("."))
    }

    @Test func findsNothingInAGoodPlaybook() throws {
        #expect(throws: Never.self) { try SoclessCompiler().compile(JSON.parse(Self.good)) }
    }

    @Test(arguments: ["_Task_Failed", "PLAYBOOK_FORMATTER", "-x", ""])
    func refusesNamesOfStates(_ name: String) {
        let playbook: JSON = [
            "Playbook": "P", "StartAt": .string(name), "States": [name: ["Type": "Succeed"]],
        ]
        let error = #expect(throws: SoclessError.self) { try SoclessCompiler().compile(playbook) }
        #expect(error?.problems.map(\.code) == [.invalidName])
    }

    @Test func findsEveryProblemAtOnce() throws {
        let playbook: JSON = ["StartAt": "Z", "States": ["A": ["Type": "Pass"], "B": ["Type": "Nope"]], "X": 1]
        let error = #expect(throws: SoclessError.self) { try SoclessCompiler().compile(playbook) }
        #expect(error?.problems.count == 5)
    }
}
