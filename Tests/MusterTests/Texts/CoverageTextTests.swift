import JSON
import Testing

@testable import Muster

@Suite struct CoverageTextTests {
    @Test func whatToAutomateNextStandsFirst() {
        let text = CoverageText.text([
            "since": "2026-11-01T00:00:00.000Z", "alerts": ["none": 40, "partly": 5, "fully": 0],
            "types": [
                [
                    "type": "Disk full", "alerts": 40, "occurrences": 40, "incidents": 12, "automation": "none",
                    "playbook": .null, "runs": 0, "steps": 0, "automated_steps": 0,
                ],
                [
                    "type": "Odd login", "alerts": 5, "occurrences": 9, "incidents": 1, "automation": "partly",
                    "playbook": "login", "runs": 5, "steps": 6, "automated_steps": 4,
                ],
            ],
            "playbooks": [
                [
                    "name": "login", "version": 3, "owner": "ana@example.org", "review_by": "2026-02-28",
                    "overdue": true,
                    "automation": "partly", "steps": 6, "automated_steps": 4, "runs": 5,
                    "ended": [["status": "FAILED", "state": "Ask", "count": 2]],
                    "manual": [["state": "Manual: end the sessions", "count": 3]],
                ]
            ],
        ])
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1].contains("40") && lines[1].contains("Disk full") && lines[1].contains("not at all"))
        #expect(lines[2].contains("partly") && lines[2].contains("4 of 6"))
        #expect(text.contains("Alerts that go by themselves: 40 not at all, 5 partly, 0 fully."))
        #expect(text.contains("FAILED") && text.contains("Manual: end the sessions"))
        #expect(
            text.hasSuffix(
                "Overdue reviews:\n  login, which was to be looked at by 2026-02-28: ask ana@example.org"))
    }

    @Test func withoutAlertsThereIsASentence() {
        let text = CoverageText.text(["since": "2026-11-01T00:00:00.000Z", "types": [], "playbooks": []])
        #expect(text == "No alert came since 2026-11-01T00:00:00.000Z.")
    }
}
