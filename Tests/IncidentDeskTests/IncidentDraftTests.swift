import FoundationEssentials
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
