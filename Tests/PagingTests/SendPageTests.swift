import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// What becomes of an attempt to reach somebody.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct SendPageTests {
    @Test func aFinalRefusalTriesTheNextWayAtOnceAndThenTheNextStep() async throws {
        let post = Post { $0.to == "second@example.org" || $0.to == "first@example.org" ? Post.refusal() : nil }
        try await PagingFixture.run(post) { fixture in
            let incident = try await fixture.open()
            // The first has one way: the step is lost, and the second one is taken at once.
            #expect(post.recipients == ["first@example.org", "second@example.org", "pager@example.org"])
            #expect(
                try await fixture.pages(of: incident) == [
                    "first@example.org high failed", "second@example.org high sent",
                ])
            #expect(
                try await fixture.timeline(of: incident).first?.hasPrefix(
                    "could not page first@example.org by mail: post could not do mail.send: no such box") == true)
            // The timer of the way that was not waited for finds it done.
            let attempt = try await fixture.rows("select id from paging.attempt where address = 'pager@example.org'")
            let id = try #require(attempt.first.flatMap { UUID(uuidString: $0) })
            #expect(await fixture.harness.handle(SendPage(attempt: id)) == .done)
            #expect(post.recipients.count == 3)
        }
    }

    @Test func anAttemptThatIsTriedAgainIsTheSameMail() async throws {
        let tries = Counter()
        let post = Post { _ in tries.next() == 1 ? Post.refusal(isFinal: false) : nil }
        try await PagingFixture.run(post) { fixture in
            let incident = try await fixture.open()
            let attempt = try await fixture.rows("select id from paging.attempt")
            let id = try #require(attempt.first.flatMap { UUID(uuidString: $0) })
            #expect(
                await fixture.harness.handle([fixture.harness.envelope(SendPage(attempt: id))], attempt: 2) == [.done])
            #expect(Set(post.mails).count == 1)
            #expect(post.mails.count == 2)
            #expect(try await fixture.pages(of: incident) == ["first@example.org high sent"])
        }
    }

    /// The first page begins the thread of the incident, unless the notifier's mail has begun it.
    @Test func pagesAreOfTheIncidentsThread() async throws {
        let tries = Counter()
        let post = Post { _ in tries.next() == 1 ? Post.refusal(isFinal: false) : nil }
        try await PagingFixture.run(post) { fixture in
            _ = try await fixture.open()
            let first = try #require(post.mails.first)
            #expect(first.headers["References"] == nil)
            #expect(try await fixture.rows("select message_id from notifier.mail_thread") == [first.messageID])
            _ = try await fixture.rows("update notifier.mail_thread set message_id = '<welcome@example.org>'")
            let attempt = try await fixture.rows("select id from paging.attempt")
            let id = try #require(attempt.first.flatMap { UUID(uuidString: $0) })
            #expect(
                await fixture.harness.handle([fixture.harness.envelope(SendPage(attempt: id))], attempt: 2) == [.done])
            let again = try #require(post.mails.last)
            #expect(post.mails.count == 2 && again.messageID == first.messageID)
            #expect(again.headers["In-Reply-To"] == "<welcome@example.org>")
            #expect(again.headers["References"] == "<welcome@example.org>")
        }
    }

    /// A replay, or a redelivery that comes late.
    @Test(arguments: ["acknowledged", "resolved", "stopped"])
    func whatIsOverIsSupersededAndNotSent(_ state: String) async throws {
        let post = Post { _ in Post.refusal(isFinal: false) }
        try await PagingFixture.run(post) { fixture in
            _ = try await fixture.open()
            #expect(post.recipients.count == 1)
            let attempt = try await fixture.rows(
                "update paging.escalation set state = '\(state)'; select id from paging.attempt")
            let id = try #require(attempt.last.flatMap { UUID(uuidString: $0) })
            #expect(await fixture.harness.handle(SendPage(attempt: id)) == .done)
            #expect(post.recipients.count == 1)
            #expect(
                try await fixture.rows("select state || ': ' || answer from paging.attempt")
                    == ["superseded: was in the provider's hands when it was answered"])
        }
    }

    @Test func aTelephoneIsReachedByItsProvider() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open("phone")
            #expect(fixture.post.recipients == ["+15550100"])
            #expect(fixture.post.mails.first?.from == "sms")
            #expect(fixture.post.mails.first?.body.contains("Take it: ") == true)
            #expect(
                try await fixture.timeline(of: incident) == [
                    "Paged phone@example.org by sms: step 1 of phone, phone@example.org"
                ])
            #expect(
                try await fixture.rows("select provider || ' ' || answer from paging.attempt where channel = 'sms'")
                    == ["phones call-1"])
        }
    }

    @Test func aTelephoneThatIsRefusedGivesWayToMailAtOnce() async throws {
        let post = Post { $0.from == "sms" ? Post.refusal() : nil }
        try await PagingFixture.run(post) { fixture in
            _ = try await fixture.open("phone")
            #expect(post.recipients == ["+15550100", "phone@example.org"])
        }
    }

    @Test func aConversationThatComesWithMusterIsReached() async throws {
        try await PagingFixture.run { fixture in
            let incident = try await fixture.open("talker")
            #expect(try await fixture.pages(of: incident) == ["talker@example.org high sent"])
            // Others read it, who need not know what it is about, and must not answer.
            let said = try await fixture.rows(
                """
                select m.text from native.message m
                join native.conversation c on c.id = m.conversation_id and c.name = 'general'
                """)
            let name = incident.name
            let url = fixture.harness.environment.configuration.publicURL
            #expect(said == ["talker@example.org: you are paged about \(name) (\(url)/incidents/\(name))."])
        }
    }
}
