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

    @Test(arguments: [["exclude_types": ["X"]], ["timezone": 1], ["at": "04:30"]] as [JSON])
    func whatCannotBeIsRefused(_ rules: JSON) throws {
        #expect(throws: JSONDecodingError.self) { try read(rules) }
    }
}
