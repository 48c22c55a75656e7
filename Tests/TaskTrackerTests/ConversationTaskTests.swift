import Contracts
import Encodings
import FoundationEssentials
import TaskText
import TestServers
import Testing
import WorkerTesting

@testable import TaskTracker

/// What people write in a conversation becomes tasks, once.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ConversationTaskTests {
    /// Says something, and delivers its event as often as a broker may.
    private func say(_ text: String, in fixture: TaskFixture, times: Int = 3) async throws -> UUID {
        let id = UUID.v7()
        _ = try await fixture.rows(
            """
            insert into native.message (id, conversation_id, author, text)
            values ('\(id)', '\(fixture.conversation)', 'ann@example.org', '\(text)')
            """)
        let fact = MessagePosted(
            incident: try await fixture.reference(), provider: "native",
            conversation: UUIDText.string(from: fixture.conversation), message: UUIDText.string(from: id))
        for _ in 0..<times { #expect(await fixture.harness.handle(fact) == .done) }
        try await fixture.harness.waitUntilIdle()
        return id
    }

    private func tasks(_ fixture: TaskFixture) async throws -> [String] {
        try await fixture.rows("select text || ' ' || coalesce(owner, '-') || ' ' || source from core.task order by id")
    }

    @Test func eachIsMadeOnceHoweverOftenItsMessageComes() async throws {
        try await TaskFixture.run { fixture in
            let message = try await say(
                "Let us see\nTODO @bob restart the queue by 2h\n- TODO: @ann @bob: look at the log", in: fixture)
            #expect(
                try await tasks(fixture) == [
                    "restart the queue bob@example.org conversation", "look at the log ann@example.org conversation",
                ])
            #expect(
                try await fixture.rows("select assignees from core.task order by id") == [
                    "{bob@example.org}", "{ann@example.org,bob@example.org}",
                ])
            #expect(
                try await fixture.rows("select round(extract(epoch from due - created_at) / 60) from core.task limit 1")
                    == ["120"])
            let url = try await fixture.rows("select url from core.task limit 1").first
            #expect(url?.hasSuffix("#\(UUIDText.string(from: message))") == true)
            // Who is asked for something takes part, and each task is announced once.
            #expect(
                try await fixture.rows(
                    "select email from core.participant where incident_id = '\(fixture.incident)' order by email")
                    == ["ann@example.org", "bob@example.org", "lead@example.org"])
            #expect(
                try await fixture.rows(
                    "select type, count(*) from task_tracker.outbox where type like '%created%' or type like '%added%' group by 1 order by 1"
                ) == ["muster.participant.added.v1|2", "muster.task.created.v1|2"])
            #expect(try await fixture.said() == [])
        }
    }

    @Test func aCommandIsATaskOfTheCommanderUnlessItNamesSomebody() async throws {
        try await TaskFixture.run { fixture in
            _ = try await say("/task find out who changed it", in: fixture)
            _ = try await say("/task @bobbaker undo it", in: fixture)
            #expect(
                try await tasks(fixture) == [
                    "find out who changed it lead@example.org conversation", "undo it bob@example.org conversation",
                ])
        }
    }

    /// What is to be done is not lost over a name.
    @Test func whoIsNobodyIsAnsweredAndTheCommanderHasTheTask() async throws {
        try await TaskFixture.run { fixture in
            _ = try await say("TODO @bobb restart the queue", in: fixture)
            #expect(try await tasks(fixture) == ["restart the queue lead@example.org conversation"])
            let said = try await fixture.said()
            #expect(said.count == 1, "\(said)")
            #expect(said.first?.contains("did you mean bob@example.org?") == true)
            #expect(said.first?.contains("The task is with lead@example.org") == true)
        }
    }

    @Test func aCommandThatSaysNothingIsAnswered() async throws {
        try await TaskFixture.run { fixture in
            _ = try await say("/task @bob", in: fixture)
            #expect(try await tasks(fixture).isEmpty)
            #expect(try await fixture.said() == [TaskReader.usage])
        }
    }

    /// A message is read where it was said, and nowhere else.
    @Test func aMessageOfAnotherConversationMakesNothing() async throws {
        try await TaskFixture.run { fixture in
            let id = UUID.v7()
            _ = try await fixture.rows(
                """
                insert into native.message (id, conversation_id, author, text)
                values ('\(id)', '00000000-0000-7000-8000-000000000001', 'ann@example.org', 'TODO @bob this')
                """)
            for conversation in ["00000000-0000-7000-8000-000000000001", UUIDText.string(from: fixture.conversation)] {
                let fact = MessagePosted(
                    incident: try await fixture.reference(), provider: "native", conversation: conversation,
                    message: UUIDText.string(from: id))
                #expect(await fixture.harness.handle(fact) == .done)
            }
            #expect(try await tasks(fixture).isEmpty)
        }
    }
}
