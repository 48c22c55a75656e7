import JSON
import Testing

@testable import StatesLanguageConformance

@Suite struct SoclessCasesTests {
    @Test("Parameters are compared by value, type and warning")
    func parameters() throws {
        let file = try JSON.parse(
            #"""
            {"context": {"execution_id": "e"}, "vault": {}, "ssm": {}, "resolve_reference": [
              {"parameter": "{{ context.execution_id }}", "result": "e", "python_type": "str"},
              {"parameter": "{{ 1 + 1 }}", "result": 3, "python_type": "int"}],
             "socless_template_string": [{"message": "Hello {context.execution_id}", "result": "Hello e"}]}
            """#)
        var report = Report()
        #expect(SoclessCases.parameters(file, into: &report))
        #expect(report.json["kinds"]?["socless_parameter"] == ["total": 2, "passed": 1])
        #expect(report.json["kinds"]?["socless_template"] == ["total": 1, "passed": 1])
        #expect(report.misses.count == 1 && report.misses.first?["actual"] == 2)
    }

    @Test("Playbooks are compared by the machine that they become")
    func playbooks() throws {
        var report = Report()
        #expect(SoclessCases.playbooks(["cases": [["name": "n", "playbook": 1, "state_machine": [:]]]], into: &report))
        #expect(report.all.total == 1 && report.all.passed == 0)
        #expect(!SoclessCases.playbooks([:], into: &report))
    }
}
