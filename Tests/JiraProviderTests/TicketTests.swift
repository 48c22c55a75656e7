import Capabilities
import JSON
import JiraStandIn
import Organisation
import Testing

@testable import JiraProvider

/// A ticket's life at both kinds of Jira, and what it is asked for that.
@Suite(.timeLimit(.minutes(10))) struct TicketTests {
    private let key = EffectKey("incident/0192/ticket")

    @Test(arguments: [true, false])
    func aTicketIsMadeFoundChangedMovedAndReopened(isCloud: Bool) async throws {
        let fixture = try JiraFixture(isCloud: isCloud)
        #expect(try await fixture.ticketing.find(key) == nil)
        let made = try await fixture.ticketing.create(JiraFixture.draft, key: key)
        #expect(made.url == "\(fixture.standIn.url)/browse/OPS-1")
        #expect(try await fixture.ticketing.find(key) == made)
        #expect(try await fixture.ticketing.find(EffectKey("incident/0193/ticket")) == nil)
        var draft = JiraFixture.draft
        var seen: [String] = []
        for status in ["active", "stable", "closed", "active"] {
            draft.status = status
            draft.title = "INC-17: \(status)"
            try await fixture.ticketing.update(made.externalID, to: draft)
            seen.append(fixture.standIn.tickets[0].status)
        }
        #expect(seen == ["In Progress", "In Progress", "Done", "In Progress"])
        let ticket = fixture.standIn.tickets[0]
        #expect(ticket.summary == "INC-17: active")
        #expect(ticket.labels == ["muster_incident_0192_ticket"])
        #expect(ticket.assignee == "id-of-primary-oncall@example.org")
        #expect(ticket.links.count == 1 && ticket.links[0]["object"]?["url"] == "https://m.example.org/17")
        try await fixture.ticketing.archive(made.externalID)
        #expect(fixture.standIn.tickets[0].status == "Done")
        #expect(fixture.standIn.invalid == [])
        #expect(fixture.standIn.tickets.count == 1)
    }

    @Test func whatIsSoAlreadyIsNotWrittenAgain() async throws {
        let fixture = try JiraFixture()
        let made = try await fixture.ticketing.create(JiraFixture.draft, key: key)
        try await fixture.ticketing.update(made.externalID, to: JiraFixture.draft)
        let before = fixture.standIn.calls.count
        try await fixture.ticketing.update(made.externalID, to: JiraFixture.draft)
        #expect(Array(fixture.standIn.calls.dropFirst(before)) == ["read", "links", "read"])
        #expect(fixture.standIn.calls.filter { $0 == "people" }.count == 1, "people are remembered")
    }

    @Test func prioritiesLabelsAndFieldsAreTheConfigurations() async throws {
        let fixture = try JiraFixture(options: [
            "issue_type": "10002", "labels": ["incident"], "priorities": ["p1": "Highest"],
            "custom_fields": [
                ["field": "customfield_1", "from": "severity", "values": ["high": ["value": "Sev 1"]]],
                ["field": "customfield_2", "from": "status"], ["field": "components", "value": [["name": "Pay"]]],
            ],
        ])
        let made = try await fixture.ticketing.create(JiraFixture.draft, key: key)
        var ticket = fixture.standIn.tickets[0]
        #expect(ticket.fields["issuetype"] == ["id": "10002"])
        #expect(ticket.fields["priority"] == ["name": "Highest"])
        #expect(ticket.fields["customfield_1"] == ["value": "Sev 1"])
        #expect(ticket.fields["components"] == [["name": "Pay"]])
        #expect(ticket.labels.last == "incident")
        var draft = JiraFixture.draft
        draft.status = "closed"
        draft.severity = "low"
        try await fixture.ticketing.update(made.externalID, to: draft)
        ticket = fixture.standIn.tickets[0]
        #expect(ticket.fields["customfield_2"] == "closed")
        #expect(ticket.fields["customfield_1"] == ["value": "Sev 1"], "what no value is written for stays")
    }

    /// Somebody who cannot have tickets leaves the ticket without an assignee, and nothing else undone.
    @Test func whoCannotHaveTicketsHoldsUpNothing() async throws {
        let fixture = try JiraFixture()
        fixture.standIn.set(unassignable: ["primary-oncall@example.org"])
        let made = try await fixture.ticketing.create(JiraFixture.draft, key: key)
        var draft = JiraFixture.draft
        draft.title = "Changed"
        try await fixture.ticketing.update(made.externalID, to: draft)
        #expect(fixture.standIn.tickets.map(\.summary) == ["Changed"])
        #expect(fixture.standIn.tickets[0].assignee == nil)
        draft.assignee = "unknown@example.org"
        try await fixture.ticketing.update(made.externalID, to: draft)
    }

    /// A short page is not the last one.
    @Test(arguments: [true, false])
    func aSearchReadsAllPagesAndTakesTheOldest(isCloud: Bool) async throws {
        let fixture = try JiraFixture(isCloud: isCloud)
        fixture.standIn.set(page: 1)
        let first = try await fixture.ticketing.create(JiraFixture.draft, key: key)
        for _ in 0..<3 { _ = try await fixture.ticketing.create(JiraFixture.draft, key: key) }
        #expect(try await fixture.ticketing.find(key) == first)
        #expect(fixture.standIn.calls.filter { $0 == "search" }.count == 4)
    }

    @Test func errorsOfFieldsAreShown() async throws {
        let fixture = try JiraFixture(options: ["project": "NOPE"])
        let error = await #expect(throws: ProviderError.self) {
            try await fixture.ticketing.create(JiraFixture.draft, key: key)
        }
        #expect(error?.remedy == .giveUp)
        #expect(error?.detail.contains("project: Specify a valid project ID or key") == true)
    }

    @Test func withoutSettingsThatCanBeReadThereIsNoTicketing() throws {
        let fixture = try JiraFixture()
        var settings = fixture.settings
        settings.options["project"] = 7
        #expect(fixture.vendor.services(settings, "right").ticketing == nil)
    }
}
