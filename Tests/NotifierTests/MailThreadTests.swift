import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import ProviderKit
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// The mails of an incident to an address are one thread.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct MailThreadTests {
    /// Remembers every try, and refuses the mails with some subject.
    private final class Post: Mail {
        let name = "post"
        let refused: String
        private let tried = Mutex<[MailMessage]>([])

        init(refusing subject: String) { refused = subject }

        var tries: [MailMessage] { tried.withLock { $0 } }

        func send(_ message: MailMessage) async throws(ProviderError) {
            tried.withLock { $0.append(message) }
            guard message.subject != refused else {
                throw ProviderError(
                    provider: name, operation: "mail.send", remedy: .giveUp, code: "550", detail: "no such box",
                    mayHaveHappened: false, isOutage: false)
            }
        }
    }

    @Test func allButTheFirstNameTheFirstAlsoWhenThatWasNeverDelivered() async throws {
        let database = try await SuiteDatabase.empty()
        let (incident, ids) = (UUID.v7(), (0..<3).map { _ in UUID.v7() })
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
        ]
        let values = ids.enumerated().map { index, id in
            """
            ('\(id)', '\(incident)', 'status', 'mail', '\(index == 2 ? "A@example.org" : "a@example.org")', \(index),
             'mail \(index)', 'text', '{"message_id":"<\(index)@example.org>","date":"Mon, 05 Jan 2026 09:00:00 +0000",
             "from":"muster@example.org"}')
            """
        }
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by) values ('t', '\(document.text())', 'test');
                insert into core.incident (id, title, description, type, severity, priority, source)
                values ('\(incident)', 'Payments', '', 'outage', 'high', 'p1', 'report');
                insert into notifier.notice
                    (id, incident_id, kind, channel, recipient, version, subject, body, headers)
                values \(values.joined(separator: ", "))
                """)
        let post = Post(refusing: "mail 0")
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            [
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: ProviderRegistry(environment, mail: post),
                        groups: GroupMembers { _ in nil }))
            ]
        } _: { harness in
            let fates = await [
                harness.handle(SendNotice(notice: ids[0])), harness.handle(SendNotice(notice: ids[1])),
                harness.handle(SendNotice(notice: ids[2])),
            ]
            #expect(fates == [.dead(code: "550"), .done, .done])
        }
        #expect(post.tries.map { $0.headers["In-Reply-To"] } == [nil, "<0@example.org>", "<0@example.org>"])
        #expect(post.tries.map { $0.headers["References"] } == [nil, "<0@example.org>", "<0@example.org>"])
    }

    /// What is planned to be sent whatever comes need not ask for its thread when it is sent.
    @Test func anAnnouncementBeginsItsThreadWithThePlan() async throws {
        let database = try await SuiteDatabase.empty()
        let incident = UUID.v7()
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "announcements": ["mail": ["All@example.org", "also@example.org"]],
        ]
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by) values ('t', '\(document.text())', 'test');
                insert into core.incident (id, title, description, type, severity, priority, source)
                values ('\(incident)', 'Payments', '', 'outage', 'high', 'p1', 'report');
                insert into notifier.mail_thread (incident_id, recipient, message_id)
                values ('\(incident)', 'also@example.org', '<first@example.org>');
                """)
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            let planner = NoticePlanner(environment: environment, providers: ProviderRegistry(environment))
            return [.database(IncidentOpenedHandler(planner: planner))]
        } _: { harness in
            let opened = IncidentOpened(
                incident: IncidentReference(id: incident, name: "INC-1", version: 1), title: "Payments", type: "outage",
                severity: "high", priority: "p1", visibility: .open, source: .report, drill: false)
            #expect(await harness.handle(opened) == .done)
        }
        let threads = try await database.run(
            sql: """
                select t.recipient || ' ' || (t.message_id = n.headers->>'message_id')
                from notifier.mail_thread t join notifier.notice n on lower(n.recipient) = t.recipient
                where n.kind = 'announcement' order by t.recipient
                """)
        #expect(threads == ["all@example.org true", "also@example.org false"])
    }
}
