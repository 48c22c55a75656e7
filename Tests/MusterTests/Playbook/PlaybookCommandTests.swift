import Foundation
import JSON
import TestServers
import Testing

@testable import Muster

@Suite struct PlaybookCommandTests {
    private static let playbook = """
        Playbook: Greeting
        StartAt: Greet
        States:
          Greet: {Type: Task, Resource: "${{self:custom.slack.Send}}", Parameters: {text: hello}, End: true}
        """

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "playbook-\(UUID().uuidString)").path()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test func checksCompilesAndDraws() async throws {
        let playbook = try file(Self.playbook)
        defer { try? FileManager.default.removeItem(atPath: playbook) }
        let check = try await TestedProgram().run(["playbook", "check", playbook])
        #expect(check.status == 0)
        #expect(check.output == "\(playbook) has no problems.\n")
        let compiled = try await TestedProgram().run(["playbook", "compile", playbook])
        #expect(try JSON.parse(compiled.output)["StartAt"] == "Was_Playbook_Direct_Executed")
        let graph = try await TestedProgram().run(["playbook", "graph", playbook, "--format", "svg"])
        #expect(graph.output.hasPrefix("<svg"))
    }

    @Test func aTokenMayStandInAFile() throws {
        let path = try file("0123456789abcdef\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try PlaybookAnswerCommand.token("@\(path)") == "0123456789abcdef")
        #expect(try PlaybookAnswerCommand.token("0123456789abcdef") == "0123456789abcdef")
        #expect(throws: CommandFailure.self) { try PlaybookAnswerCommand.token("@/nothing/here") }
    }

    @Test func saysWhatIsWrongAndWhere() async throws {
        let playbook = try file(Self.playbook.replacing("StartAt: Greet", with: "StartAt: Nobody"))
        defer { try? FileManager.default.removeItem(atPath: playbook) }
        let check = try await TestedProgram().run(["playbook", "check", playbook])
        #expect(check.status == 1)
        #expect(check.output.hasPrefix("\(playbook):2:"))
        let json = try await TestedProgram().run(["playbook", "check", playbook, "--json"])
        #expect(try JSON.parse(json.output)["problems"]?[0]?["line"] == 2)
        #expect(try await TestedProgram().run(["playbook", "compile", playbook]).status == 1)
        #expect(try await TestedProgram().run(["playbook", "check", "/nowhere"]).status == 1)
    }

    @Test func runsCases() async throws {
        let playbook = try file(Self.playbook)
        let good =
            "cases: [{name: c, event: {}, steps: {Greet: {result: {ok: true}}}, expect: {calls: {Greet: {text: hello}}}}]"
        let cases = try file(good)
        let junit = cases + ".xml"
        defer { for path in [playbook, cases, junit] { try? FileManager.default.removeItem(atPath: path) } }
        let passed = try await TestedProgram().run(["playbook", "test", playbook, cases, "--junit", junit])
        #expect(passed.status == 0, "\(passed)")
        #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("tests=\"1\" failures=\"0\""))
        try Data(good.replacing("text: hello", with: "text: bye").utf8).write(to: URL(filePath: cases))
        let failed = try await TestedProgram().run(["playbook", "test", playbook, cases, "--json"])
        #expect(failed.status == 1)
        #expect(try JSON.parse(failed.output)["passed"] == 0)
    }
}
