import Capabilities
import Contracts
import FoundationEssentials
import TestServers
import Testing
import WorkerTesting

@testable import TaskTracker

/// Who hears of a task, and that each hears of it once.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct TaskNewsTests {
    @Test func aNewTaskIsToldToWhoHasItAndToTheConversationOnce() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            for _ in 0..<3 { try await fixture.created(task) }
            #expect(fixture.post.recipients == ["bob@example.org"])
            let mail = try #require(fixture.post.mails.first)
            #expect(mail.subject.hasSuffix("New task: Restart the queue"))
            #expect(mail.body.contains("When it is done: muster task resolve \(task.uuidString.lowercased())"))
            let name = try await fixture.reference().name
            #expect(mail.headers["X-Muster-Incident"] == name)
            let said = try await fixture.said()
            #expect(said.count == 1 && said[0].hasPrefix("New task for bob@example.org, due "), "\(said)")
            #expect(try await fixture.harness.timers().map { $0.hasPrefix("task/") } == [true])
        }
    }

    @Test func whoMadeItForThemselvesGetsNoMail() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task(owner: "Ann@example.org")
            try await fixture.created(task, by: "ann@example.org")
            #expect(fixture.post.recipients.isEmpty)
            #expect(try await fixture.said().count == 1)
        }
    }

    @Test func itsEndIsToldAndNobodyIsRemindedAnyMore() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            try await fixture.created(task)
            _ = try await fixture.rows(
                "update core.task set state = 'resolved', resolved_at = now(), resolved_by = 'x' where id = '\(task)'")
            try await fixture.updated(task, .resolved, step: 2)
            // Whoever made it wants to know; whoever did it knows.
            #expect(fixture.post.recipients == ["bob@example.org", "ann@example.org"])
            #expect(try await fixture.said().last == "Task resolved by bob@example.org: Restart the queue")
            #expect(try await fixture.harness.timers().isEmpty)
            try await fixture.pass("30 days", of: task)
            #expect(fixture.post.mails.count == 2)
        }
    }

    /// An hour after its incident was closed the conversation is archived: mails go on, and nothing is said there.
    @Test func nothingIsSaidInAConversationThatIsArchived() async throws {
        try await TaskFixture.run { fixture in
            _ = try await fixture.rows(
                """
                update core.configuration set document = document || '{"providers": [{"name": "chat", "kind": "slack",
                    "url": "http://127.0.0.1:1", "archive_after_hours": 1}]}';
                update core.resource set provider = 'chat', external_id = 'C000000001';
                update core.incident set status = 'closed', closed_at = now() - interval '2 hours';
                """)
            try await fixture.created(try await fixture.task())
            #expect(fixture.post.recipients == ["bob@example.org"])
            let states = try await fixture.rows(
                "select state from task_tracker.notice where channel = 'conversation'")
            #expect(states == ["superseded"])
        }
    }

    /// The event of an old state comes when the task is in another one.
    @Test func whatIsNotSoAnyMoreIsNotTold() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            _ = try await fixture.rows(
                "update core.task set state = 'resolved', resolved_at = now(), resolved_by = 'x' where id = '\(task)'")
            try await fixture.created(task)
            try await fixture.updated(task, .reopened, step: 3)
            let said = try await fixture.said()
            #expect(fixture.post.mails.isEmpty && said.isEmpty)
            #expect(try await fixture.harness.timers().isEmpty)
        }
    }

    @Test func theMailsOfATaskAreInTheThreadOfTheIncident() async throws {
        try await TaskFixture.run { fixture in
            _ = try await fixture.rows(
                """
                insert into notifier.mail_thread (incident_id, recipient, message_id)
                values ('\(fixture.incident)', 'bob@example.org', '<welcome@example.org>')
                """)
            try await fixture.created(fixture.task())
            #expect(fixture.post.mails.first?.headers["In-Reply-To"] == "<welcome@example.org>")
        }
    }

    /// Previews and logs of servers show subjects.
    @Test func theSubjectOfARestrictedIncidentSaysNothingOfIt() async throws {
        try await TaskFixture.run { fixture in
            _ = try await fixture.rows(
                "update core.incident set visibility = 'restricted' where id = '\(fixture.incident)'")
            try await fixture.created(fixture.task())
            let mail = try #require(fixture.post.mails.first)
            #expect(mail.subject.hasSuffix("] New task") && mail.body.contains("Restart the queue"))
        }
    }
}
