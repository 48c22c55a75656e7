import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import JSON
import ProviderKit
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// Pages that were due and did not go out, each for another reason; and those that did.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct PageAuditorTests {
    private final class Post: Mail {
        let name = "post"
        private let sent = Mutex<[MailMessage]>([])

        var mails: [MailMessage] { sent.withLock { $0 } }

        func send(_ message: MailMessage) async throws(ProviderError) { sent.withLock { $0.append(message) } }
    }

    private static let organisation: JSON = [
        "people": [
            ["email": "oncall@example.org", "name": "On-call"], ["email": "last@example.org", "name": "Last"],
        ],
        "severities": [["name": "high"], ["name": "low"]], "priorities": [["name": "p1"]],
        "policies": [
            ["name": "plain", "steps": [["targets": ["oncall@example.org"]]], "last_resort": ["last@example.org"]]
        ],
        "incident_types": [
            [
                "name": "outage", "commander": "oncall@example.org",
                "paging": [["policy": "plain", "severity": "high"]],
            ]
        ],
    ]

    /// What there is of an incident that was opened ten minutes ago.
    private enum Case: String, CaseIterable {
        case nothing, raisedLate, lowAndNothing, late, atWork, handed, notHanded, hanging, endedEarly, pagedNobody
        case acknowledged

        /// Columns of the escalation: state, due, taken.
        var escalation: String? {
            switch self {
            case .nothing, .raisedLate, .lowAndNothing: nil
            case .late: "'open', now() - interval '61 seconds', 0"
            case .atWork: "'open', now() - interval '5 seconds', 0"
            case .handed, .notHanded, .hanging, .pagedNobody: "'open', now() + interval '4 minutes', 1"
            case .endedEarly: "'open', null, 1"
            case .acknowledged: "'acknowledged', null, 1"
            }
        }

        /// The state of its page's attempt.
        var attempt: String? {
            switch self {
            case .handed, .endedEarly, .acknowledged: "sent"
            case .notHanded: "planned"
            case .hanging: "calling"
            default: nil
            }
        }

        /// What is said of it.
        var alarm: String? {
            switch self {
            case .nothing, .raisedLate: "no step of plain was taken since it was opened or raised"
            case .late: "the next step of plain was due at "
            case .notHanded, .hanging: "the page to oncall@example.org by mail was due at "
            case .endedEarly: "plain ended before its last resort"
            case .pagedNobody: "step 1 of plain was taken and paged nobody"
            case .lowAndNothing, .atWork, .handed, .acknowledged: nil
            }
        }
    }

    private func make(_ some: Case, _ database: TestDatabase) async throws {
        let (id, escalation, page) = (UUID.v7(), UUID.v7(), UUID.v7())
        var sql = """
            insert into core.incident (id, title, description, type, severity, priority, source, reported_at, updated_at)
            values ('\(id)', 'Payments', '', 'outage', '\(some == .lowAndNothing ? "low" : "high")', 'p1', 'report',
                now() - interval '\(some == .raisedLate ? "2 days" : "10 minutes")', now() - interval '10 minutes');
            """
        if let columns = some.escalation {
            sql += """
                insert into paging.escalation (id, incident_id, policy, plan, urgency, state, due, taken, began_at)
                select '\(escalation)', '\(id)', 'plain', '{"last_resort":["last@example.org"]}', 'high', \(columns),
                    now() - interval '10 minutes';
                insert into paging.step (escalation_id, number, title, due_at, taken_at, outcome)
                select id, 0, 'step 1', began_at, began_at, 'paged' from paging.escalation
                where id = '\(escalation)' and taken > 0;
                """
        }
        if let state = some.attempt {
            sql += """
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    subject, body, due_at)
                values ('\(page)', '\(escalation)', '\(id)', 0, 'oncall@example.org', 'high', 'plain', 'step 1', '', '',
                    '', now() - interval '10 minutes');
                insert into paging.attempt (id, page_id, position, channel, address, sender, due_at, state, called_at)
                values (core.uuid_v7(), '\(page)', 0, 'mail', 'oncall@example.org', '', now() - interval '10 minutes',
                    '\(state)', case when '\(state)' <> 'planned' then now() - interval '9 minutes' end);
                """
        }
        _ = try await database.run(sql: sql)
    }

    @Test(arguments: Case.allCases.map(\.rawValue)) func findsWhatDidNotGoOut(_ name: String) async throws {
        let some = try #require(Case(rawValue: name))
        let database = try await SuiteDatabase.empty()
        _ = try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by)
                values ('t', '\(Self.organisation.text())', 'test');
                """)
        try await make(some, database)
        let post = Post()
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            [
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: ProviderRegistry(environment, mail: post),
                        groups: GroupMembers { _ in nil }))
            ]
        } _: { harness in
            let auditor = PageAuditor(
                planner: NoticePlanner(
                    environment: harness.environment, providers: ProviderRegistry(harness.environment)))
            for _ in 0..<2 {
                try await auditor.look()
                try await harness.waitUntilIdle()
            }
        }
        guard let alarm = some.alarm else {
            #expect(post.mails == [])
            return
        }
        #expect(post.mails.map(\.to) == ["last@example.org"], "once")
        #expect(post.mails.first?.body.hasPrefix("Paging does not do its work: \(alarm)") == true, "\(post.mails)")
    }
}
