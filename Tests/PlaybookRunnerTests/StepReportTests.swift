import FoundationEssentials
import IncidentStore
import JSON
import PlaybookStore
import Playbooks
import Testing

@testable import PlaybookRunner

/// What lines say, and of how much they are.
@Suite struct StepReportTests {
    @Test func ofOutputsOnlyAnswersAndStatusesAreTold() {
        func line(_ integration: String, _ output: String, by actor: String? = nil) -> String? {
            var report = StepReport(playbook: "p", events: 0)
            report.ended("S", integration, .output(output), by: actor, at: 1)
            return report.takeLines(of: UUID()).first?.text
        }
        #expect(line("prompt", #""yes""#, by: "bob") == #"Step "S" (prompt) is done: "yes", by bob"#)
        #expect(
            line("http_request", #"{"status_code":204,"text":"key"}"#)
                == #"Step "S" (http_request) is done: status 204"#)
        #expect(line("lookup", #"{"key":"k"}"#) == #"Step "S" (lookup) is done"#)
        #expect(line("create_task", "{}") == nil, "the task is a line itself")
        let long = line("prompt", "\"" + String(repeating: "x", count: 5000) + "\"") ?? ""
        #expect(long.count < 150)
    }

    @Test func manyStepsAreOneLine() {
        var report = StepReport(playbook: "p", events: StepReport.limit - 1)
        for number in StepReport.limit..<StepReport.limit + 10 { report.ended("S", "lookup", nil, at: number) }
        let lines = report.takeLines(of: UUID()).map(\.text)
        #expect(lines.count == 2 && lines[1].contains("in its history alone"))
        #expect(report.outcomes.count == 10, "they are counted all the same")
        var later = StepReport(playbook: "p", events: StepReport.limit + 1)
        later.ended("S", "lookup", nil, at: StepReport.limit + 2)
        #expect(later.takeLines(of: UUID()).isEmpty)
    }

    @Test func ofEachStateTheLastOutcomeCounts() {
        func outcome(_ number: Int, _ state: String, _ kind: StepOutcome.Kind) -> StepOutcome {
            StepOutcome(number: number, state: state, integration: "lookup", kind: kind)
        }
        let outcomes = [outcome(1, "A", .failed), outcome(2, "B", .timedOut), outcome(3, "A", .done)]
        #expect(
            ExecutionSummary(outcomes, PlaybookOutline(machine: [:]), endedIn: []).text
                == " Done: \"A\". Failed: \"B\".")
        let many = (1...12).map { outcome($0, "S\($0)", .done) }
        #expect(
            ExecutionSummary(many, PlaybookOutline(machine: [:]), endedIn: []).text.hasSuffix("\"S10\" and 2 more."))
    }
}
