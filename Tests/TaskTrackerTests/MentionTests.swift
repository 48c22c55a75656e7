import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import TestServers
import Testing
import WorkerTesting

@testable import TaskTracker

/// Who is named in a conversation hears of it by mail, once.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct MentionTests {
    /// Says something that names people, as intake writes it down, and delivers its event as often as a broker may.
    private func say(
        _ text: String, by author: String = "ann@example.org", naming people: [String], in fixture: TaskFixture,
        times: Int = 2
    ) async throws {
        let id = UUID.v7()
        let mentions = people.map { "('\(id)', '\($0)')" }.joined(separator: ", ")
        _ = try await fixture.rows(
            """
            insert into native.message (id, conversation_id, author, text)
            values ('\(id)', '\(fixture.conversation)', '\(author)', '\(text)');
            insert into native.mention (message_id, email) values \(mentions);
            """)
        let fact = MessagePosted(
            incident: try await fixture.reference(), provider: "native",
            conversation: UUIDText.string(from: fixture.conversation), message: UUIDText.string(from: id))
        for _ in 0..<times { #expect(await fixture.harness.handle(fact) == .done) }
        try await fixture.harness.waitUntilIdle()
    }

    @Test func eachIsToldOnceAndNotWhoWroteIt() async throws {
        try await TaskFixture.run { fixture in
            try await say(
                "@bob and @lead, is db-1 full? asks @ann",
                naming: ["bob@example.org", "lead@example.org", "ann@example.org"], in: fixture)
            #expect(fixture.post.recipients.sorted() == ["bob@example.org", "lead@example.org"])
            let mail = try #require(fixture.post.mails.first)
            #expect(mail.subject.hasSuffix("ann@example.org mentions you: Payments are refused"), "\(mail.subject)")
            #expect(mail.body.contains("@bob and @lead, is db-1 full?") && mail.body.contains("/conversations/"))
            #expect(try await fixture.said().isEmpty, "those in the conversation have read it")
        }
    }

    @Test func whoWritesUnderTheirNameIsNotToldOfThemselves() async throws {
        try await TaskFixture.run { fixture in
            try await say("I, @ann, look", by: "Ann", naming: ["ann@example.org"], in: fixture)
            #expect(fixture.post.mails.isEmpty)
        }
    }

    /// The mail about the task says all of it.
    @Test func whoHasATaskByItIsToldOfThat() async throws {
        try await TaskFixture.run { fixture in
            try await say(
                "TODO @bob restart the queue\nthen tell @lead", naming: ["bob@example.org", "lead@example.org"],
                in: fixture)
            #expect(fixture.post.mails.filter { $0.subject.contains("mentions you") }.map(\.to) == ["lead@example.org"])
        }
    }

    @Test func ofARestrictedIncidentOnlyThoseInItAreTold() async throws {
        try await TaskFixture.run { fixture in
            _ = try await fixture.rows(
                "update core.incident set visibility = 'restricted' where id = '\(fixture.incident)'")
            try await say("@bob and @lead, look", naming: ["bob@example.org", "lead@example.org"], in: fixture)
            #expect(fixture.post.recipients == ["lead@example.org"])
            let subject = fixture.post.mails.first?.subject ?? ""
            #expect(subject.hasSuffix("ann@example.org mentions you") && !subject.contains("Payments"), "\(subject)")
        }
    }

    @Test func whoIsNobodyHereIsToldNothing() async throws {
        try await TaskFixture.run { fixture in
            try await say("@gone, look", naming: ["gone@example.org"], in: fixture)
            #expect(fixture.post.mails.isEmpty)
        }
    }
}
