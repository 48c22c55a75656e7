import JSON
import Testing

@testable import Organisation

@Suite struct ConfigurationPlanTests {
    private let old: JSON = [
        "people": [["email": "a@example.org", "name": "A"], ["email": "b@example.org", "name": "B"]],
        "routes": [["name": "one"], ["name": "two"]], "announcements": ["mail": ["x@example.org"]],
    ]

    @Test func nothingChangesForTheSame() {
        #expect(ConfigurationPlan(from: old, to: old).isEmpty)
    }

    @Test func everythingIsNewAtFirst() {
        let plan = ConfigurationPlan(from: nil, to: old)
        #expect(plan.changes.count == 5)
        #expect(plan.changes.allSatisfy { $0.kind == .added })
    }

    @Test func changesAreNamed() {
        let new: JSON = [
            "people": [["email": "b@example.org", "name": "Bee"], ["email": "c@example.org", "name": "C"]],
            "routes": [["name": "two"], ["name": "one"]], "announcements": ["mail": []],
        ]
        #expect(
            ConfigurationPlan(from: old, to: new).changes.map(\.description) == [
                "~ person b@example.org: name", "+ person c@example.org", "- person a@example.org",
                "~ routes: their order", "~ announcements: mail",
            ])
    }
}
