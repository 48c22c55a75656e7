import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import PageStore
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// Messages to ways of people that are about no incident.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct TrialTests {
    private func ask(
        _ fixture: PagingFixture, kind: String = "test", channel: String = "mail", to: String = "first@example.org",
        body: String = "text", age: String = "0 s"
    ) async throws -> String {
        let id = UUID.v7()
        _ = try await fixture.rows(
            """
            insert into paging.trial (id, kind, about, generation, person, channel, address, sender, subject, body, made_by,
                made_at)
            values ('\(id)', '\(kind)', '\(id)', 1, 'first@example.org', '\(channel)', '\(to)', 'm@example.org', 's',
                '\(body)', 'test', now() - interval '\(age)')
            """)
        #expect(await fixture.harness.handle(TrialRequested(trial: id), subject: "first@example.org") == .done)
        try await fixture.harness.waitUntilIdle()
        return try await fixture.rows(
            "select concat_ws(' ', state, provider, answer) from paging.trial where id = '\(id)'"
        ).first ?? ""
    }

    @Test func aWayGivesItsReceipt() async throws {
        try await PagingFixture.run { fixture in
            let mail = try await ask(fixture)
            #expect(mail.hasPrefix("sent post <") && mail.hasSuffix("@example.org>"))
            #expect(try await ask(fixture, channel: "sms", to: "+15550100") == "sent phones call-1")
            #expect(fixture.post.mails.map(\.body) == ["text", "text"])
            // No incident is touched by it.
            #expect(try await fixture.rows("select count(*) from paging.page") == ["0"])
        }
    }

    @Test func aRefusalIsTold() async throws {
        try await PagingFixture.run(Post { _ in Post.refusal() }) { fixture in
            let fate = try await ask(fixture)
            #expect(fate.hasPrefix("failed post could not do mail.send: no such box"))
        }
    }

    @Test func nobodyIsSentWhatNobodyWaitsForAnyMore() async throws {
        try await PagingFixture.run { fixture in
            let fate = try await ask(fixture, age: "16 minutes")
            #expect(fate == "superseded nobody waited for it any more")
            #expect(fixture.post.recipients == [])
        }
    }

    /// No row and no message has the code.
    @Test func aCodeIsMadeWhenItIsSent() async throws {
        try await PagingFixture.run { fixture in
            _ = try await ask(fixture, kind: "code", body: "{code} is it")
            let sent = try #require(fixture.post.mails.first?.body)
            let id = try #require(
                try await fixture.rows("select about from paging.trial").first.flatMap { UUID(uuidString: $0) })
            let keys = try await PageLink.keys(in: fixture.harness.environment.database)
            #expect(ContactCode.isRight(String(sent.prefix(8)), of: id, generation: 1, keys: keys))
            #expect(sent.hasSuffix(" is it"))
            #expect(try await fixture.rows("select body from paging.trial") == ["{code} is it"])
        }
    }

    @Test func pagesGoWhereSomebodySaysOnceItIsVerified() async throws {
        try await PagingFixture.run { fixture in
            _ = try await fixture.rows(
                """
                insert into paging.contact (id, person, channel, address, made_by)
                values (core.uuid_v7(), 'first@example.org', 'sms', '+15550199', 'test');
                insert into paging.contact_rule (person, rules, changed_by) values ('first@example.org',
                    '{"high":[{"channel":"sms","to":"+15550199","after_seconds":0}]}', 'test');
                """)
            try await fixture.open()
            #expect(fixture.post.recipients == ["first@example.org"])
            _ = try await fixture.rows("update paging.contact set verified_at = now()")
            try await fixture.open()
            #expect(fixture.post.recipients == ["first@example.org", "+15550199"])
        }
    }

    @Test func aCanaryThatCameThroughIsHeardOutside() async throws {
        try await PagingFixture.run { fixture in
            #expect(try await ask(fixture, kind: "canary", channel: "webhook", to: "nobody") == "sent heartbeat heard")
            #expect(fixture.post.recipients == ["https://beats.example.org"])
            // One that took long is no proof.
            let late = try await ask(fixture, kind: "canary", channel: "webhook", to: "nobody", age: "3 minutes")
            #expect(late.hasPrefix("failed it came through after"))
            #expect(fixture.post.recipients.count == 1)
        }
    }

    @Test func aHeartbeatThatIsNotHeardIsWrittenDown() async throws {
        try await PagingFixture.run(Post { _ in Post.refusal() }) { fixture in
            let fate = try await ask(fixture, kind: "canary", channel: "webhook", to: "nobody")
            #expect(fate == "failed MUSTER_HEARTBEAT_URL: it answered 500")
        }
    }
}
