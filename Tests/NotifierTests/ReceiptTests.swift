import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import ProviderKit
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// Who reports by mail is answered by mail, in the thread that their mail began.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct ReceiptTests {
    private final class Post: Mail {
        let name = "post"
        private let tried = Mutex<[MailMessage]>([])

        var sent: [MailMessage] { tried.withLock { $0 } }

        func send(_ message: MailMessage) async throws(ProviderError) { tried.withLock { $0.append(message) } }
    }

    private func opened(_ incident: UUID, _ harness: WorkerHarness) -> Envelope {
        harness.envelope(
            IncidentOpened(
                incident: IncidentReference(id: incident, name: "INC-1", version: 1), title: "Checkout", type: "outage",
                severity: "high", priority: "p1", visibility: .open, source: .report, drill: false))
    }

    @Test func theReporterHearsWhoLeadsAndWhereItGoesOn() async throws {
        let database = try await SuiteDatabase.empty()
        let (mailed, other) = (UUID.v7(), UUID.v7())
        let document: JSON = [
            "people": [["email": "oncall@example.org", "name": "On-call"]],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
            "mail_reports": ["address": "help@muster.example.org"],
        ]
        let rows = [mailed, other].map { id in
            """
            insert into core.incident (id, title, description, type, severity, priority, source)
            values ('\(id)', 'Checkout', '', 'outage', 'high', 'p1', 'report');
            insert into core.participant (incident_id, email, name, roles, engaged_by)
            values ('\(id)', 'oncall@example.org', 'On-call', '{incident_commander}', 'test');
            """
        }
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by) values ('t', '\(document.text())', 'test');
                \(rows.joined())
                insert into core.incident_mail (message_id, sender, incident_id, opened) values
                    ('<one@example.org>', 'ann@example.org', '\(mailed)', true),
                    ('<two@example.org>', 'bo@example.org', '\(mailed)', false);
                """)
        let post = Post()
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            let registry = ProviderRegistry(environment, mail: post)
            let planner = NoticePlanner(environment: environment, providers: registry)
            return [
                .database(IncidentOpenedHandler(planner: planner)),
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: registry, groups: GroupMembers { _ in nil })),
            ]
        } _: { harness in
            for _ in 0..<2 {
                for incident in [mailed, other] {
                    #expect(await harness.handle([opened(incident, harness)]) == [.done])
                }
            }
            let planned = try await database.run(
                sql: "select recipient, subject from notifier.notice where kind = 'receipt'")
            #expect(planned == ["ann@example.org|[INC-1] Reported: Checkout"], "once, and nobody else")
            let id = try #require(
                try await database.run(sql: "select id from notifier.notice where kind = 'receipt'").first)
            let notice = try #require(UUIDText.uuid(from: id))
            #expect(await harness.handle(SendNotice(notice: notice)) == .done)
        }
        let mail = try #require(post.sent.first)
        #expect(mail.to == "ann@example.org")
        #expect(mail.headers["In-Reply-To"] == "<one@example.org>")
        #expect(mail.headers["Reply-To"] == "help@muster.example.org")
        #expect(mail.headers["Auto-Submitted"] == "auto-generated")
        #expect(mail.body.contains("Incident commander: On-call (oncall@example.org)"))
        #expect(mail.body.contains("/incidents/INC-1"))
    }
}
