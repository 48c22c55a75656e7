import Escalation
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

    @Test func aDigestGoesWhereItsRulesAndTheAnnouncementsSay() throws {
        func contacts(_ digest: JSON, _ announcements: JSON) throws -> [String] {
            let document: JSON = [
                "people": [["email": "first@example.org", "name": "First"]], "severities": [["name": "S"]],
                "priorities": [["name": "P"]], "incident_types": [["name": "T", "commander": "first@example.org"]],
                "nightly": ["digest": digest], "announcements": announcements,
            ]
            return try OrganisationConfiguration(JSONReader(document)).digestContacts.map(\.title)
        }
        let everywhere: JSON = ["mail": ["all@example.org", "ALL@example.org"], "conversation": "general"]
        #expect(try contacts(["at": "08:00"], everywhere) == ["mail to all@example.org", "conversation to general"])
        #expect(try contacts(["at": "08:00", "by": ["conversation"]], everywhere) == ["conversation to general"])
        #expect(
            try contacts(["at": "08:00", "by": ["mail"], "mail": ["me@example.org"]], everywhere)
                == ["mail to me@example.org"])
        #expect(throws: JSONDecodingError.self) { try contacts(["at": "08:00"], [:]) }
        #expect(throws: JSONDecodingError.self) { try contacts(["at": "08:00", "mail": ["nobody"]], everywhere) }
        #expect(try read(nil).digestContacts.isEmpty)
    }

    @Test(
        arguments: [
            ["exclude_types": ["X"]], ["timezone": 1], ["at": "04:30"], ["retention": ["alerts": "59d"]],
            ["retention": ["payloads": "6d"]], ["retention": ["incidents": "90d"]],
            ["retention": ["executions": "3651d"]], ["retention": ["refused_bodies": 30]],
            ["digest": ["at": "04:59", "mail": ["a@example.org"]]],
            ["digest": ["at": "24:00", "mail": ["a@example.org"]]],
            ["digest": ["mail": ["a@example.org"]]], ["digest": ["at": "08:00", "by": ["sms"]]],
        ] as [JSON])
    func whatCannotBeIsRefused(_ rules: JSON) throws {
        #expect(throws: JSONDecodingError.self) { try read(rules) }
    }
}
