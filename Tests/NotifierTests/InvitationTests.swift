import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import JSON
import PeopleStore
import ProviderKit
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Notifier

/// Whoever is told of an incident by mail can take part in it by the same mail.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct InvitationTests {
    private final class Post: Mail {
        let name = "post"
        private let sent = Mutex<[MailMessage]>([])

        var mails: [MailMessage] { sent.withLock { $0 } }

        func send(_ message: MailMessage) async throws(ProviderError) { sent.withLock { $0.append(message) } }
    }

    @Test func theLinkIsTheReadersOwnAndNoListHasOne() async throws {
        let database = try await SuiteDatabase.empty()
        let (incident, ids) = (UUID.v7(), (0..<5).map { _ in UUID.v7() })
        let document: JSON = [
            "people": [
                ["email": "oncall@example.org", "name": "On-call"], ["email": "ana@example.org", "name": "Ana"],
                ["email": "cleo@example.org", "name": "Cleo"],
            ],
            "severities": [["name": "high"]], "priorities": [["name": "p1"]],
            "incident_types": [["name": "outage", "commander": "oncall@example.org"]],
        ]
        let notices = [
            ("announcement", "ana@example.org"), ("announcement", "all@example.org"),
            ("announcement", "group@example.org"), ("welcome", "ana@example.org"), ("status", "cleo@example.org"),
        ]
        let values = zip(ids, notices).enumerated().map { index, notice in
            """
            ('\(notice.0)', '\(incident)', '\(notice.1.0)', 'mail', '\(notice.1.1)', \(index), 'mail', 'text',
             '{"message_id":"<\(index)@example.org>","date":"Mon, 05 Jan 2026 09:00:00 +0000","from":"muster@example.org"}')
            """
        }
        _ = try await database.run(
            sql: """
                insert into notifier.link_key (key) values (sha256('key'));
                insert into core.configuration (digest, document, applied_by) values ('t', '\(document.text())', 'test');
                insert into core.incident (id, title, description, type, severity, priority, source)
                values ('\(incident)', 'Payments', '', 'outage', 'high', 'p1', 'report');
                insert into core.participant (incident_id, email, name, roles, engaged_by)
                values ('\(incident)', 'Cleo@example.org', 'Cleo', '{participant}', 'test');
                insert into notifier.notice
                    (id, incident_id, kind, channel, recipient, version, subject, body, headers)
                values \(values.joined(separator: ", "))
                """)
        let post = Post()
        try await WorkerHarness.run("notifier", databaseURL: database.url(process: "notifier")) { environment in
            [
                .effects(
                    SendNoticeHandler(
                        environment: environment, providers: ProviderRegistry(environment, mail: post),
                        groups: GroupMembers { $0 == "group@example.org" ? ["oncall@example.org"] : nil }))
            ]
        } _: { harness in
            for id in ids { #expect(await harness.handle(SendNotice(notice: id)) == .done) }
        }
        let links = try post.mails.map { mail in
            try mail.body.split(separator: "\n").last { $0.hasPrefix("Get involved: ") }.map { line in
                try #require(line.split(separator: "/j/").last.map(String.init))
            }
        }
        #expect(
            post.mails.map(\.to) == [
                "ana@example.org", "all@example.org", "oncall@example.org", "ana@example.org", "cleo@example.org",
            ])
        let hex = try await database.run(sql: "select encode(key, 'hex') from notifier.link_key")
        let keys = hex.compactMap { Hex.decode($0) }
        let read = links.map { $0.flatMap { InvolvementLink.read($0, keys: keys, at: Date()) } }
        #expect(
            read.map { $0?.email } == ["ana@example.org", nil, "oncall@example.org", nil, nil],
            "who takes part needs none")
        #expect(read.compactMap(\.self).allSatisfy { $0.incident == incident })
        #expect(links.map { $0 != nil } == [true, false, true, false, false])
    }
}
