import Capabilities
import Contracts
import FoundationEssentials
import Incident
import TestServers
import Testing
import WorkerTesting

@testable import TaskTracker

/// Who is reminded when, by the rows and the timer.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ReminderTests {
    @Test func remindersGoOutWhenTheyAreDueAndTheCommanderHearsOfItOnce() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            try await fixture.created(task)
            try await fixture.pass("17 hours", of: task)
            #expect(fixture.post.recipients == ["bob@example.org"], "nothing is due yet")
            try await fixture.pass("1 hour", of: task)
            #expect(fixture.post.mails.last?.subject.contains("Task due") == true)
            try await fixture.pass("6 hours", of: task)
            #expect(fixture.post.mails.last?.subject.contains("Task overdue") == true)
            #expect(fixture.post.recipients == Array(repeating: "bob@example.org", count: 3))
            try await fixture.pass("1 day", of: task)
            #expect(fixture.post.recipients.suffix(2).sorted() == ["bob@example.org", "lead@example.org"])
            try await fixture.pass("1 day", of: task)
            #expect(fixture.post.recipients.filter { $0 == "lead@example.org" }.count == 1)
            #expect(
                Set(try await fixture.history(task).dropFirst())
                    == [
                        "reminded reminded bob@example.org",
                        "escalated told lead@example.org, who leads, that it is overdue",
                    ])
            #expect(
                try await fixture.rows(
                    "select count(*) from core.timeline where incident_id = '\(fixture.incident)' and kind = 'task'")
                    == ["5"])
        }
    }

    @Test func aTimerThatRingsAgainRemindsNobodyAgain() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            try await fixture.pass("25 hours", of: task)
            for _ in 0..<3 { #expect(await fixture.harness.handle(RemindOfTask(task: task)) == .done) }
            try await fixture.harness.waitUntilIdle()
            #expect(fixture.post.recipients == ["bob@example.org"])
        }
    }

    /// Ten days without the worker: one reminder, and the next one when it is due.
    @Test func whatWasMissedIsToldOnce() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            try await fixture.pass("10 days", of: task)
            #expect(fixture.post.recipients.sorted() == ["bob@example.org", "lead@example.org"])
            try await fixture.pass("1 day", of: task)
            #expect(fixture.post.mails.count == 2)
            try await fixture.pass("5 days", of: task)
            #expect(fixture.post.mails.count == 3)
        }
    }

    /// It counts when it was sent, and what was newer by then takes its place.
    @Test func aReminderThatCannotBeSentDoesNotCount() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task(priority: "low")
            fixture.post.takesMail(false)
            // Another one is due before the first has gone out: it alone is news.
            for (span, count) in [("19 hours", "1"), ("5 hours", "2")] {
                try await fixture.pass(span, of: task, isIdleAfter: false)
                #expect(try await fixture.rows("select count(*) from task_tracker.notice") == [count])
            }
            #expect(try await fixture.rows("select reminded_at is null from core.task where id = '\(task)'") == ["t"])
            fixture.post.takesMail(true)
            let ids = try await fixture.rows("select id from task_tracker.notice order by id")
            for id in ids.compactMap({ UUID(uuidString: $0) }) {
                try await eventually("it is tried again") {
                    await fixture.harness.handle(TellOfTask(notice: id)) == .done
                }
            }
            #expect(fixture.post.mails.map { $0.subject.contains("Task overdue") } == [true])
            #expect(
                try await fixture.rows("select state from task_tracker.notice order by id") == ["superseded", "sent"])
            #expect(try await fixture.rows("select reminded_at is null from core.task where id = '\(task)'") == ["f"])
        }
    }

    /// The task went to somebody else while the reminder was on its way.
    @Test func whoGaveATaskAwayIsNotRemindedOfIt() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            fixture.post.takesMail(false)
            try await fixture.pass("25 hours", of: task, isIdleAfter: false)
            try await eventually("a reminder is planned") {
                try await fixture.rows("select count(*) from task_tracker.notice") == ["1"]
            }
            _ = try await fixture.rows(
                "update core.task set owner = 'ann@example.org', assignees = '{ann@example.org}' where id = '\(task)'")
            fixture.post.takesMail(true)
            let notices = try await fixture.rows("select id from task_tracker.notice")
            let notice = try #require(notices.first.flatMap { UUID(uuidString: $0) })
            #expect(await fixture.harness.handle(TellOfTask(notice: notice)) == .done)
            #expect(fixture.post.mails.isEmpty)
            #expect(try await fixture.rows("select state from task_tracker.notice") == ["superseded"])
        }
    }

    /// What nobody has is for the commander to give away; an incident that is over changes nothing of that.
    @Test func actionItemsOutliveTheIncident() async throws {
        try await TaskFixture.run { fixture in
            let task = try await fixture.task()
            _ = try await fixture.rows(
                """
                update core.task set owner = null, assignees = '{}' where id = '\(task)';
                update core.incident set status = 'closed', closed_at = now() where id = '\(fixture.incident)'
                """)
            try await fixture.pass("25 hours", of: task)
            #expect(fixture.post.recipients == ["lead@example.org"])
        }
    }

    /// Each time it is closed, and once however often that is heard; what is open again by then says nothing.
    @Test func whatIsLeftIsSaidWhenTheIncidentIsClosed() async throws {
        try await TaskFixture.run { fixture in
            _ = try await fixture.task()
            var reference = try await fixture.reference()
            for (version, status) in [(2, "active"), (3, "closed"), (3, "closed"), (5, "closed")] {
                _ = try await fixture.rows(
                    "update core.incident set status = '\(status)' where id = '\(fixture.incident)'")
                reference.version = version
                let fact = IncidentUpdated(incident: reference, status: .closed, changes: ["status"], actor: "test")
                #expect(await fixture.harness.handle(fact) == .done)
            }
            try await fixture.harness.waitUntilIdle()
            #expect(fixture.post.recipients == ["lead@example.org", "lead@example.org"])
            let said = try await fixture.said()
            // Two lines each.
            try #require(said.count == 4, "\(said)")
            #expect(said[0].contains("A task is still to be done"), "\(said)")
            #expect(said[1].contains("Restart the queue (bob@example.org, due "), "\(said)")
        }
    }
}
