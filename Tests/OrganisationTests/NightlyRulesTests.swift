import JSON
import Testing

@testable import Organisation

@Suite struct NightlyRulesTests {
    private func read(_ rules: JSON?) throws -> OrganisationConfiguration {
        var document: JSONObject = [
            "people": [["email": "first@example.org", "name": "First"]], "severities": [["name": "S"]],
            "priorities": [["name": "P"]], "incident_types": [["name": "T", "commander": "first@example.org"]],
        ]
        document["nightly"] = rules
        return try OrganisationConfiguration(JSONReader(.object(document)))
    }

    @Test func isReadWithItsDefaults() throws {
        let silent = try read(nil)
        #expect(silent.nightly == NightlyRules() && silent.zoneNames.isEmpty)
        let spoken = try read(["timezone": "Europe/Berlin", "exclude_types": ["T"]])
        #expect(spoken.zoneNames == ["Europe/Berlin"])
        #expect(!spoken.nightly.counts(type: "T", drill: false))
        #expect(spoken.nightly.counts(type: "U", drill: false) && !spoken.nightly.counts(type: "U", drill: true))
    }

    @Test func retentionIsReadWithItsDefaults() throws {
        let silent = try read(nil).nightly.retention
        #expect(silent.time(of: .payloads) == .seconds(30 * 86_400) && silent.time(of: .alerts) == nil)
        let spoken = try read(["retention": ["alerts": "400d", "dead_letters": "7d"]]).nightly.retention
        #expect(spoken.time(of: .alerts) == .seconds(400 * 86_400))
        #expect(spoken.time(of: .deadLetters) == .seconds(7 * 86_400))
        #expect(spoken.time(of: .executions) == silent.executions)
    }

    @Test(
        arguments: [
            ["exclude_types": ["X"]], ["timezone": 1], ["at": "04:30"], ["retention": ["alerts": "59d"]],
            ["retention": ["payloads": "6d"]], ["retention": ["incidents": "90d"]],
            ["retention": ["executions": "3651d"]], ["retention": ["refused_bodies": 30]],
        ] as [JSON])
    func whatCannotBeIsRefused(_ rules: JSON) throws {
        #expect(throws: JSONDecodingError.self) { try read(rules) }
    }
}
