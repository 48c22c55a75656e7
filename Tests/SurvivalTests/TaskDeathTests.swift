import Foundation
import JSON
import TestServers
import Testing

/// The task-tracker is killed at its work: each is told once, and a reminder counts when it was sent.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct TaskDeathTests {
    private static let organisation = Organisation.yaml(resources: ["ticket", "conversation"])
    private static let others = ["intake", "resource-creator", "notifier", "dead-letter-keeper"]

    private func mails(_ server: MailSink, _ words: String) -> [MailSink.Mail] {
        server.mails.filter { $0.subject.contains(words) }
    }

    private func makeTask(_ stack: Stack, of incident: String) async throws -> String {
        let task = try await stack.deliver(
            "POST", "/api/v1/incidents/\(incident)/tasks",
            ["text": "Restart the queue", "owner": "owner@example.org"], key: UUID().uuidString)
        return try #require(task["id"]?.stringValue)
    }

    private func kinds(_ stack: Stack) async throws -> [String] {
        try await stack.texts("select kind as t from core.task_step order by number")
    }

    /// Its mail server has taken the reminder and its answer never comes: it was not sent as far as anybody knows, and the same
    /// mail goes out again.
    @Test func killedWhileItRemindsItSendsTheSameReminder() async throws {
        let server = try MailSink(muteAfterMails: 2)
        try await Stack.run(organisation: Self.organisation) { stack in
            let smtp = ["MUSTER_SMTP_URL": "smtp://127.0.0.1:\(server.port)"]
            try await stack.start(Self.others)
            let first = try await stack.start("task-tracker", environment: smtp)
            let incident = try await stack.report("Payments are refused")
            _ = try await makeTask(stack, of: incident)
            try await eventually("who has it was told") { mails(server, "New task").count == 1 }
            try await eventually("its timer is set") {
                try await stack.count("select count(*) as n from task_tracker.timer where key like 'task/%'") == 1
            }
            await first.kill()
            // Days pass while nobody can remind.
            try await stack.asOwner(
                """
                update core.task set due = now() - interval '3 hours', due_set_at = now() - interval '1 day';
                """)
            try await stack.asOwner("update task_tracker.timer set due = now() where key like 'task/%'")
            let second = try await stack.start("task-tracker", environment: smtp)
            try await eventually("a reminder was taken") { mails(server, "Task overdue").count == 1 }
            await second.kill()
            #expect(try await stack.count("select count(*) as n from core.task where reminded_at is not null") == 0)
            #expect(try await kinds(stack) == ["created"])
            server.answersAgain()
            try await stack.start("task-tracker", environment: smtp)
            try await stack.expectWhole()
            try await eventually("the reminder counts") { try await kinds(stack) == ["created", "reminded"] }
            let reminders = mails(server, "Task overdue")
            #expect(reminders.count == 2, "mail cannot be looked for")
            #expect(Set(reminders.map(\.messageID)).count == 1 && Set(reminders.map(\.bytes)).count == 1)
        }
    }

    /// It waits for a lock inside of the transaction that makes a task of a message.
    @Test func killedWhileItReadsAMessageItMakesOneTask() async throws {
        try await Stack.run(organisation: Self.organisation) { stack in
            try await stack.start(Self.others)
            let worker = try await stack.start("task-tracker")
            let incident = try await stack.report("Payments are refused")
            try await stack.awaitAssembled(1)
            let place = try #require(
                try await stack.texts("select external_id as t from core.resource where kind = 'conversation'").first)
            try await stack.holding("lock table core.task_step in exclusive mode") {
                _ = try await stack.deliver(
                    "POST", "/api/v1/conversations/\(place)/messages", ["text": "TODO @owner restart the queue"],
                    key: UUID().uuidString)
                try await stack.awaitLock(of: "task-tracker")
                await worker.kill()
                try await stack.endSessions(of: "task-tracker")
            }
            try await stack.start(["task-tracker", "task-tracker"])
            try await stack.expectWhole()
            #expect(try await stack.texts("select owner as t from core.task") == ["owner@example.org"])
            try await eventually("the conversation was told") {
                try await stack.count(
                    "select count(*) as n from native.message where text like 'New task for owner@example.org%'") == 1
            }
            let url = try #require(stack.intakeURL)
            #expect(try await stack.muster(["task", "list", incident], as: url).contains("restart the queue"))
        }
    }
}
