import Capabilities
import Contracts
import FoundationEssentials
import Incident
import PageStore
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// What paging does when somebody has answered.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct AnswerTests {
    private func decide(
        _ change: PageChange, by actor: String, _ incident: IncidentReference, _ fixture: PagingFixture,
        target: String = "null"
    ) async throws {
        _ = try await fixture.rows(
            """
            select paging.decide(id, '\(change.rawValue)', '\(actor)', now() + interval '1 hour', \(target))
            from paging.page where incident_id = '\(incident.id)' order by id limit 1
            """)
        #expect(
            await fixture.harness.handle(
                PageUpdated(incident: incident, change: change, actor: actor), subject: incident.name) == .done)
        try await fixture.harness.waitUntilIdle()
    }

    @Test func thoseWhoWerePagedHearWhoTookItOnce() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await fixture.pass("5 minutes", of: incident)
            let before = fixture.post.recipients
            #expect(before == ["first@example.org", "second@example.org"])
            for _ in 0..<2 { try await decide(.acknowledged, by: "Second@example.org", incident, fixture) }
            #expect(fixture.post.recipients == before + ["first@example.org"])
            let told = try #require(fixture.post.mails.last)
            #expect(told.subject == fixture.post.mails.first?.subject)
            #expect(told.body == "Second@example.org has taken \(incident.name). You need do nothing about it.\n")
            // The step that would have come next does not come.
            #expect(try await fixture.harness.timers().filter { $0.hasPrefix("escalation/") } == [])
            try await fixture.pass("1 hour", of: incident)
            #expect(fixture.post.recipients.count == 3)
        }
    }

    @Test func theNextStepComesAtOnceWhenSomebodyAsksForIt() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await decide(.escalated, by: "first@example.org", incident, fixture)
            #expect(fixture.post.recipients == ["first@example.org", "second@example.org"])
        }
    }

    @Test func whoItIsReassignedToIsPagedFirst() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await decide(.reassigned, by: "first@example.org", incident, fixture, target: "'\"last@example.org\"'")
            #expect(fixture.post.recipients == ["first@example.org", "last@example.org"])
            try await fixture.pass("5 minutes", of: incident)
            #expect(fixture.post.recipients.last == "first@example.org")
        }
    }

    /// What began anew has the policy's steps: somebody who is put before them again replaces none.
    @Test func whoIsPutFirstAfterANewBeginningReplacesNoStep() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            let last = "'\"last@example.org\"'"
            try await decide(.reassigned, by: "first@example.org", incident, fixture, target: last)
            try await fixture.change(incident, "severity = 'SEV3'", field: "severity", version: 2)
            try await fixture.change(incident, "severity = 'SEV1'", field: "severity", version: 3)
            try await decide(.reassigned, by: "first@example.org", incident, fixture, target: last)
            try await fixture.pass("5 minutes", of: incident)
            #expect(
                fixture.post.recipients.map { $0.prefix { $0 != "@" } } == ["first", "last", "first", "last", "first"])
        }
    }

    /// An acknowledgement holds for as long as its policy says, by the database's clock.
    @Test(arguments: [nil, "30m"]) func anAcknowledgementIsOverWhenThePolicySaysSo(_ expiry: String?) async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            if let expiry {
                _ = try await fixture.rows(
                    "update paging.escalation set plan = plan || '{\"acknowledgement_expires\":\"\(expiry)\"}'")
            }
            try await decide(.acknowledged, by: "first@example.org", incident, fixture)
            try await fixture.pass("29 minutes", of: incident)
            #expect(fixture.post.recipients.count == 1)
            try await fixture.pass("1 minute", of: incident)
            #expect(fixture.post.recipients.count == (expiry == nil ? 1 : 2))
        }
    }

    @Test func aSnoozeEndsInANewBeginning() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            try await decide(.snoozed, by: "first@example.org", incident, fixture)
            try await fixture.pass("59 minutes", of: incident)
            #expect(fixture.post.recipients.count == 1)
            try await fixture.pass("1 minute", of: incident)
            #expect(fixture.post.recipients == ["first@example.org", "first@example.org"])
            #expect(try await fixture.steps(of: incident) == ["0 step 1 paged", "1 step 1 paged"])
        }
    }

    @Test func theLinkOfAPageIsGoodForIt() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open()
            let body = try #require(fixture.post.mails.first?.body)
            let token = try #require(body.firstMatch(of: /\/p\/([A-Za-z0-9_-]{75})\n/)?.output.1)
            let keys = try await PageLink.keys(in: fixture.harness.environment.database)
            let link = try #require(PageLink.read(String(token), keys: keys, at: Date()))
            #expect(
                try await fixture.rows("select upper(id::text) from paging.page where incident_id = '\(incident.id)'")
                    == [link.page.uuidString])
        }
    }
}
