import JSON
import Testing

@testable import Muster

@Suite struct DryRunTextTests {
    private func verdict(_ change: (inout JSONObject) -> Void = { _ in }) -> JSON {
        var verdict: JSONObject = [
            "alert": ["title": "Disk full", "dedup_key": "disk", "severity": "critical"], "source": "edge",
            "outcome": "incident", "reason": "route critical asks for an incident", "route": "critical",
            "incident": [
                "name": .null, "title": "Disk full", "type": "outage", "severity": "SEV1", "priority": "high",
                "commander": "first@example.org",
            ],
            "pages": [
                [
                    "step": 1, "after_seconds": 0, "person": "first@example.org", "policy": "main",
                    "reason": "rota primary",
                ],
                [
                    "step": 2, "after_seconds": 300, "person": "owner@example.org", "policy": "main",
                    "reason": "last resort",
                ],
            ],
        ]
        change(&verdict)
        return ["alerts": [.object(verdict)], "rejected": []]
    }

    @Test func namesRuleIncidentAndPages() {
        let text = DryRunText.answer(verdict())
        #expect(text.contains("a new one: Disk full (outage, SEV1, high)"))
        #expect(text.contains("first@example.org at once: step 1 of main, rota primary"))
        #expect(text.contains("owner@example.org after 300 s: step 2 of main, last resort"))
    }

    @Test func saysThatNobodyWouldBePagedAndWhichIncidentItJoins() {
        #expect(DryRunText.answer(verdict { $0["pages"] = [] }).contains("nobody"))
        let joins = DryRunText.answer(
            verdict {
                $0["incident"] = ["name": "INC-7", "title": .null]
                $0["pages"] = []
            })
        #expect(joins.contains("INC-7, which is there") && !joins.contains("nobody"))
        let quietly = DryRunText.answer(
            verdict {
                $0["incident"] = ["name": "INC-7", "title": .null]
                $0["pages_again"] = false
                $0["pages"] = []
            })
        #expect(quietly.contains("nobody"))
    }

    @Test func rejectedEntriesFollow() {
        let answer: JSON = ["alerts": [], "rejected": [["index": 1, "error": "title is missing"]]]
        #expect(DryRunText.answer(answer) == "rejected entry 1: title is missing")
    }
}
