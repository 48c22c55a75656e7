import Foundation
import Incident
import JSON
import Testing

@testable import Organisation

/// Who is engaged in an incident by rules and by their own wish.
@Suite struct EngagementTests {
    private static let people: JSON = [
        ["email": "ana@example.org", "name": "Ana", "team": "Payments"],
        ["email": "ben@example.org", "name": "Ben", "team": "Payments"],
        ["email": "eva@example.org", "name": "Eva"],
    ]

    private func read(_ rules: JSON...) throws -> OrganisationConfiguration {
        try OrganisationConfiguration(
            JSONReader([
                "people": Self.people, "severities": [["name": "SEV1"], ["name": "SEV2"], ["name": "SEV3"]],
                "priorities": [["name": "high"], ["name": "low"]],
                "incident_types": [
                    ["name": "outage", "commander": "eva@example.org"],
                    ["name": "breach", "commander": "eva@example.org"],
                ], "services": [["name": "checkout", "owners": ["ben@example.org"]]], "engagements": .array(rules),
            ]))
    }

    private func incident(
        _ type: String = "outage", _ severity: String = "SEV2", _ priority: String = "high",
        title: String = "Payments are refused", description: String = "", visibility: Visibility = .open,
        isDrill: Bool = false
    ) -> EngagedIncident {
        EngagedIncident(
            type: type, severity: severity, priority: priority, title: title, description: description,
            visibility: visibility, isDrill: isDrill)
    }

    private func engaged(_ organisation: OrganisationConfiguration, _ incident: EngagedIncident) -> [String] {
        organisation.engaged(in: incident, at: Date()).map { "\($0.person.name) \($0.role.rawValue) \($0.engagedBy)" }
    }

    @Test func allConditionsMustHold() throws {
        let all = try read([
            "name": "r", "types": ["outage"], "severity": "SEV2", "priority": "high", "keywords": ["PAYMENT", "till"],
            "engage": ["ana@example.org"],
        ])
        #expect(engaged(all, incident()) == ["Ana participant rule r"])
        #expect(engaged(all, incident("outage", "SEV1")) == ["Ana participant rule r"], "worse")
        #expect(engaged(all, incident(title: "Slow", description: "at the till")) == ["Ana participant rule r"])
        for other in [
            incident("breach"), incident("outage", "SEV3"), incident("outage", "SEV2", "low"), incident(title: "Slow"),
        ] { #expect(engaged(all, other).isEmpty) }
    }

    @Test func teamsAndServicesAreTheirPeopleAndEachJoinsOnce() throws {
        let all = try read(
            ["name": "service", "types": ["outage"], "engage": [["service": "checkout"]], "role": "observer"],
            ["name": "team", "types": ["outage"], "engage": [["team": "Payments"]]])
        #expect(engaged(all, incident()) == ["Ben observer rule service", "Ana participant rule team"])
    }

    private func holder(
        _ organisation: OrganisationConfiguration, _ role: ParticipantRole, _ incident: EngagedIncident
    ) -> String? {
        organisation.holder(of: role, in: incident, at: Date()).map { "\($0.person.name) \($0.engagedBy)" }
    }

    /// A role that one person holds is the first rule's that fits and reaches somebody, and engages nobody besides.
    @Test func theFirstRuleThatReachesSomebodySaysWhoHoldsARole() throws {
        let all = try read(
            ["name": "nobody", "severity": "SEV1", "role": "incident_commander", "engage": [["team": "Payments"]]],
            ["name": "worst", "severity": "SEV2", "role": "incident_commander", "engage": ["ana@example.org"]],
            [
                "name": "breaches", "types": ["breach"], "role": "scribe",
                "engage": [["service": "checkout"], "eva@example.org"],
            ])
        #expect(holder(all, .incidentCommander, incident("outage", "SEV1")) == "Ana rule nobody")
        #expect(holder(all, .incidentCommander, incident("outage", "SEV2")) == "Ana rule worst")
        #expect(holder(all, .incidentCommander, incident("outage", "SEV3")) == nil)
        #expect(holder(all, .scribe, incident("breach")) == "Ben rule breaches")
        #expect(holder(all, .liaison, incident("breach")) == nil)
        #expect(engaged(all, incident("breach", "SEV1")).isEmpty)
    }

    @Test func aWishBringsNobodyIntoWhatIsRestrictedOrAnExercise() throws {
        var all = try read(["name": "r", "types": ["breach"], "engage": ["ben@example.org"]])
        all.preferences = [
            "ana@example.org": [EngagementMatch(types: ["breach"]), EngagementMatch(keywords: ["refused"])],
            "gone@example.org": [EngagementMatch(keywords: ["refused"])],
        ]
        #expect(engaged(all, incident()) == ["Ana participant their own preference"])
        #expect(engaged(all, incident("breach", visibility: .restricted)) == ["Ben participant rule r"])
        #expect(engaged(all, incident(isDrill: true)).isEmpty)
    }

    @Test(
        arguments: [
            (["name": "r", "engage": ["ana@example.org"]], "none of them"),
            (["name": "r", "types": ["outage"], "engage": []], "at least one target"),
            (["name": "r", "types": ["fire"], "engage": ["ana@example.org"]], "words of outage, breach"),
            (["name": "r", "severity": "SEV9", "engage": ["ana@example.org"]], "words of SEV1, SEV2, SEV3"),
            (["name": "r", "types": ["outage"], "engage": ["zoe@example.org"]], "zoe@example.org"),
            (["name": "r", "types": ["outage"], "engage": [["role": "scribe"]]], "a team or a service"),
            (
                ["name": "r", "types": ["outage"], "engage": ["ana@example.org"], "role": "reporter"],
                "which is who reports"
            ),
        ] as [(JSON, String)]) func whatIsWrongIsNamed(_ rule: JSON, _ word: String) throws
    {
        do {
            _ = try read(rule)
            Issue.record("it was read")
        } catch {
            #expect("\(error)".contains(word), "\(error)")
        }
    }
}
