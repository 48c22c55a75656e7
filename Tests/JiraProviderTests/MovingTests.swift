import Capabilities
import JSON
import JiraStandIn
import Testing

@testable import JiraProvider

/// How a ticket follows its incident through workflows, and beside others who move it.
@Suite(.timeLimit(.minutes(10))) struct MovingTests {
    private let key = EffectKey("incident/0192/ticket")

    private func move(_ fixture: JiraFixture, _ id: String, to status: String) async throws {
        var draft = JiraFixture.draft
        draft.status = status
        try await fixture.ticketing.update(id, to: draft)
    }

    /// One step after the other, with the resolution that the last one's screen demands; and around to reopen.
    @Test(arguments: [nil, "Fixed"])
    func aWorkflowWithoutShortcutsIsWalked(resolution: String?) async throws {
        let fixture = try JiraFixture(options: resolution.map { ["resolution": .string($0)] } ?? [:])
        fixture.standIn.set(workflow: .strict)
        let id = try await fixture.ticketing.create(JiraFixture.draft, key: key).externalID
        try await move(fixture, id, to: "closed")
        #expect(fixture.standIn.tickets[0].status == "Done")
        #expect(fixture.standIn.tickets[0].fields["resolution"]?["name"]?.stringValue == "Fixed")
        try await move(fixture, id, to: "active")
        #expect(fixture.standIn.tickets[0].status == "In Progress")
        #expect(fixture.standIn.invalid == [])
    }

    /// The slower of two workers is refused, looks again, and finds it done.
    @Test func theSlowerOfTwoLooksAgain() async throws {
        let fixture = try JiraFixture()
        let id = try await fixture.ticketing.create(JiraFixture.draft, key: key).externalID
        fixture.standIn.fail(JiraFault("move", .movedMeanwhile(to: "Done")))
        try await move(fixture, id, to: "closed")
        #expect(fixture.standIn.tickets[0].status == "Done")
        #expect(fixture.standIn.calls.filter { $0 == "move" }.count == 1)
    }

    /// Somebody has moved it elsewhere: from there the way is another.
    @Test func whoWasMovedElsewhereGoesOnFromThere() async throws {
        let fixture = try JiraFixture()
        fixture.standIn.set(workflow: .strict)
        let id = try await fixture.ticketing.create(JiraFixture.draft, key: key).externalID
        fixture.standIn.fail(JiraFault("move", .movedMeanwhile(to: "In Progress")))
        try await move(fixture, id, to: "closed")
        #expect(fixture.standIn.tickets[0].status == "Done")
    }

    /// What is refused although nobody moved the ticket is worth another try, and says why.
    @Test func aRefusalForAnotherReasonIsTriedAgainLater() async throws {
        let fixture = try JiraFixture()
        let id = try await fixture.ticketing.create(JiraFixture.draft, key: key).externalID
        let body = #"{"errorMessages":["A validator says no."],"errors":{}}"#
        fixture.standIn.fail(JiraFault("move", .status(400, body: body)))
        let error = await #expect(throws: ProviderError.self) { try await move(fixture, id, to: "closed") }
        #expect(error?.remedy == .retry)
        #expect(error?.detail.contains("A validator says no.") == true)
        try await move(fixture, id, to: "closed")
        #expect(fixture.standIn.tickets[0].status == "Done")
    }

    @Test func aWorkflowThatLeadsNowhereSaysWhereItLeads() async throws {
        let fixture = try JiraFixture(options: ["statuses": ["closed": "Archived"]])
        fixture.standIn.set(workflow: .strict)
        let id = try await fixture.ticketing.create(JiraFixture.draft, key: key).externalID
        let error = await #expect(throws: ProviderError.self) { try await move(fixture, id, to: "closed") }
        #expect(error?.code == "no-way-there")
        #expect(error?.detail.contains("`Archived`") == true)
    }

    @Test func aStatusByNameIsReachedByItsName() async throws {
        let fixture = try JiraFixture(options: ["statuses": ["stable": "to do"]])
        let id = try await fixture.ticketing.create(JiraFixture.draft, key: key).externalID
        try await move(fixture, id, to: "active")
        try await move(fixture, id, to: "stable")
        #expect(fixture.standIn.tickets[0].status == "To Do")
    }
}
