import FoundationEssentials
import Escalation
import Incident
import JSON
import Organisation
import IncidentStore
import SampleOrganisation
import Testing

@testable import IncidentDesk

@Suite struct IncidentDraftTests {
    private func draft(_ json: JSON) throws -> IncidentDraft {
        try ReportRequest(JSONReader(json)).draft(in: Samples.organisation(), actor: "key")
    }

    @Test func takesTheDefaultsOfTheOrganisation() throws {
        let draft = try draft(["title": "Down"])
        #expect(draft.type.name == "outage")
        #expect(draft.severity == "SEV2")
        #expect(draft.priority == "low")
        #expect(draft.visibility == .open)
        #expect(try self.draft(["title": "Down", "type": "breach"]).visibility == .restricted)
    }

    @Test func namesTheMemberOnDutyAsCommander() throws {
        let organisation = try Samples.organisation()
        let monday = try draft(["title": "Down"]).participants(in: organisation, at: Samples.monday)
        #expect(monday.map(\.person.email) == ["first@example.org", "owner@example.org"])
        #expect(monday.map(\.roles) == [[.incidentCommander], [.participant]])
        #expect(monday.map(\.engagedBy) == ["rota primary", "configuration"])
        let tuesday = try draft(["title": "Down"]).participants(
            in: organisation, at: Samples.monday.addingTimeInterval(86_400))
        #expect(tuesday.map(\.person.email) == ["owner@example.org", "second@example.org"])
    }

    /// A rule for the worst names another commander than the type, and a scribe who takes part already.
    @Test func rulesNameWhoHoldsARole() throws {
        var organisation = try Samples.organisation()
        let match = EngagementMatch(severity: "SEV1")
        organisation.engagements = [
            EngagementRule(
                name: "worst", match: match, targets: [.person("second@example.org")], role: .incidentCommander),
            EngagementRule(name: "notes", match: match, targets: [.person("owner@example.org")], role: .scribe),
        ]
        func roles(_ severity: String) throws -> [String] {
            let draft = try draft(["title": "Down", "severity": .string(severity)])
            return draft.participants(in: organisation, at: Samples.monday).map {
                "\($0.person.email) \($0.roles.map(\.rawValue)) \($0.engagedBy)"
            }
        }
        #expect(
            try roles("SEV1") == [
                #"owner@example.org ["scribe"] rule notes"#,
                #"second@example.org ["incident_commander"] rule worst"#,
            ])
        #expect(
            try roles("SEV2") == [
                #"first@example.org ["incident_commander"] rota primary"#,
                #"owner@example.org ["participant"] configuration"#,
            ])
    }

    @Test func somebodyWithTwoRolesTakesPartOnce() throws {
        let draft = try draft(["title": "Down", "reporter": "FIRST@example.org"])
        let participants = draft.participants(in: try Samples.organisation(), at: Samples.monday)
        #expect(participants.map(\.person.name) == ["First", "Owner"])
        #expect(participants.first?.roles == [.reporter, .incidentCommander])
    }

    @Test(
        arguments: [
            [:], ["title": ""], ["title": "a\nb"], ["title": "x", "reporter": "nobody"],
            ["title": "x", "visibility": "secret"], ["title": "x", "title2": "y"],
        ] as [JSON])
    func refuses(_ json: JSON) {
        #expect(throws: JSONDecodingError.self) { try draft(json) }
    }

    @Test func refusesWordsThatTheOrganisationDoesNotKnow() throws {
        for field in ["type", "severity", "priority"] {
            let error = #expect(throws: IncidentDeskError.self) { try draft(.object(["title": "x", field: "?"])) }
            #expect(error?.code == .unknownWord)
            #expect(error?.faults.first?.place == "/\(field)")
        }
    }

    @Test func theTimelineIsInTheOrderOfItsIds() throws {
        let opening = IncidentOpening(try draft(["title": "Down"]), in: try Samples.organisation(), at: Samples.monday)
        let ids = opening.timeline.map(\.id.uuidString)
        #expect(ids == ids.sorted())
        #expect(opening.timeline.map(\.kind) == [.opened, .participant, .participant])
    }
}
