import Capabilities
import Cost
import FoundationEssentials
import Incident
import Organisation
import IncidentStore
import Testing

@testable import ResourceCreator

@Suite struct ResourceDraftsTests {
    private func drafts(_ response: IncidentResponse) -> ResourceDrafts {
        ResourceDrafts(response: response, publicURL: "https://muster.example.org")
    }

    @Test func keysNameTheIncidentByItsIdAndFitTheirBounds() {
        let response = exampleResponse()
        for kind in ResourceKind.allCases {
            let key = drafts(response).key(kind).description
            #expect(key == "incident/\(response.incident.id.uuidString.lowercased())/\(kind.rawValue)")
            #expect(key.utf8.count <= 128)
        }
    }

    @Test func everythingIsMadeWithTheParticipants() {
        let members = ["primary-oncall@example.org", "reporter@example.org"]
        let drafts = drafts(exampleResponse())
        #expect(drafts.conversation.members == members)
        #expect(drafts.folder.members == members)
        #expect(drafts.group.members == members)
        #expect(drafts.conference.members == members)
        #expect(drafts.ticket.assignee == "primary-oncall@example.org")
    }

    @Test func namesAreThoseOfTheIncident() {
        let drafts = drafts(exampleResponse())
        #expect(drafts.conversation.name == "inc-17")
        #expect(drafts.group.name == "inc-17")
        #expect(drafts.folder.name == "INC-17: Payments are refused")
        #expect(drafts.conversation.topic.contains("Commander Primary On-call, Payments"))
        #expect(!drafts.conversation.isPrivate)
    }

    @Test func aRestrictedIncidentTellsItsTypeAndNothingMore() throws {
        let drafts = drafts(exampleResponse(visibility: .restricted))
        #expect(drafts.ticket.title == "INC-17: outage")
        #expect(!drafts.ticket.description.contains("Every third card fails."))
        #expect(!drafts.conversation.topic.contains("refused"))
        #expect(drafts.conversation.isPrivate)
        for title in [drafts.folder.name, drafts.group.title, drafts.conference.title] {
            #expect(title == "INC-17: outage")
        }
        #expect(try !drafts.document(type: nil).title.contains("refused"))
    }

    @Test func aTicketHasTheLinksToWhatIsThere() {
        let failed = ResourceRecordExample.failed(.group)
        let ticket = drafts(
            exampleResponse(resources: [createdResource(.conversation), createdResource(.ticket), failed])
        ).ticket
        #expect(ticket.description.contains("Incident: https://muster.example.org/incidents/INC-17"))
        #expect(ticket.description.contains("Conversation: https://muster.example.org/conversation"))
        #expect(!ticket.description.contains("Ticket:"))
        #expect(!ticket.description.contains("Group:"))
    }

    @Test func aTicketSaysWhatAnOpenIncidentCosts() throws {
        for (visibility, isSaid) in [(Visibility.open, true), (.restricted, false)] {
            var drafts = drafts(exampleResponse(visibility: visibility))
            #expect(!drafts.ticket.description.contains("Cost"))
            drafts.cost = Money(123_456, try #require(Currency("EUR")))
            #expect(drafts.ticket.description.contains("Cost so far: 1234.56 EUR") == isSaid)
        }
    }

    @Test func aDocumentLiesInTheFolderOfTheSameProvider() throws {
        let drafts = drafts(exampleResponse(resources: [createdResource(.storage, provider: "drive")]))
        let draft = try drafts.document(type: nil)
        #expect(draft.placed(in: drafts.folder(at: "drive")).folder == "id-of-storage")
        #expect(draft.placed(in: drafts.folder(at: "native")).folder == nil)
    }

    @Test func typesHaveTemplatesOfTheirOwn() throws {
        let type = IncidentType(
            name: "outage", commander: "primary-oncall@example.org", documentTemplate: "# {{incident.severity}}",
            sheetTemplate: "a\n{{incident.priority}}\n")
        let drafts = drafts(exampleResponse())
        #expect(try drafts.document(type: type).body == "# high")
        #expect(try drafts.sheet(type: type).body == "a\np1\n")
        #expect(try drafts.sheet(type: type).format == .csv)
    }
}
