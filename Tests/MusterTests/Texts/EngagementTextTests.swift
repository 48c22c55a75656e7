import JSON
import Testing

@testable import Muster

@Suite struct EngagementTextTests {
    @Test func numbersWishesAndNamesRules() {
        let text = EngagementText.list([
            "person": "ana@example.org",
            "rules": [["types": [], "severity": "SEV1", "priority": .null, "keywords": ["payment", "till"]]],
            "configured": [
                ["name": "payments people", "types": ["outage"], "severity": .null, "priority": "high", "keywords": []]
            ],
        ])
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines[1].hasPrefix("own 1") && lines[1].contains("SEV1 and worse") && lines[1].contains("payment, till"))
        #expect(lines[2].hasPrefix("payments people") && lines[2].contains("high and more urgent"))
        #expect(
            EngagementText.list(["person": "ana@example.org", "rules": [], "configured": []])
                == "No rule engages ana@example.org besides what incidents ask for.")
    }
}
