import Foundation
import JSON
import SoclessDialect
import Testing

/// The playbooks that SOCless's own compiler was recorded on, when their file is there.
@Suite struct RecordedPlaybooksTests {
    @Test(.enabled(if: RecordedCases.playbooks != nil, "no recorded cases: set MUSTER_SHARED"))
    func everyRecordedPlaybookCompilesAsSOClessCompilesIt() throws {
        let cases = try #require(RecordedCases.playbooks?["cases"]?.arrayValue)
        let compiler = SoclessCompiler(compatibility: .recorded)
        var passed = 0
        for item in cases {
            let name = item["name"]?.stringValue ?? ""
            let playbook = try #require(item["playbook"])
            let compiled = try compiler.compile(playbook)
            let isEqual = compiled == item["state_machine"]
            #expect(isEqual, "\(name): \(compiled)")
            if let length = item["definition_string"]?.intValue {
                #expect(compiler.definitionString(compiled).utf16.count == length, "\(name)")
            }
            passed += isEqual ? 1 : 0
        }
        print("recorded playbooks: \(passed) of \(cases.count)")
    }

    /// One of them leads to states that it does not have, which SOCless deploys all the same.
    @Test(.enabled(if: RecordedCases.playbooks != nil, "no recorded cases: set MUSTER_SHARED"))
    func recordedPlaybooksAreValidUnlessTheyLeadNowhere() throws {
        for item in try #require(RecordedCases.playbooks?["cases"]?.arrayValue) {
            let playbook = try #require(item["playbook"])
            do throws(SoclessError) {
                _ = try SoclessCompiler().compile(playbook)
            } catch {
                #expect(error.problems.allSatisfy { $0.code == .missingTarget }, "\(item["name"] ?? ""): \(error)")
            }
        }
    }
}
