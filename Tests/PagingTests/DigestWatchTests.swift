import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import JSON
import Organisation
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// What the day before was, each contact once.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct DigestWatchTests {
    /// 29 November 2026, 08:00 in UTC.
    private static let hour = Date(timeIntervalSince1970: 1_795_939_200)

    private func configure(_ fixture: PagingFixture) async throws {
        guard case .object(var document) = PagingFixture.organisation else { return }
        document["nightly"] = ["digest": ["at": "08:00"]]
        document["announcements"] = [
            "mail": ["all@example.org", "ALL@example.org"], "conversation": "general", "from": "muster@example.org",
        ]
        _ = try await fixture.rows(
            """
            insert into core.configuration (digest, document, applied_by)
            values ('digest', '\(JSON.object(document).text())', 'test')
            """)
    }

    private func write(_ day: String, _ fixture: PagingFixture) async throws {
        _ = try await fixture.rows(
            "insert into nightly.digest values ('\(day)', '{}', '\(day): 1 incident', '\(day): 1 incident.\nMore.\n')")
    }

    /// What was told once all that was announced has come back to the worker.
    private func told(_ fixture: PagingFixture) async throws -> [String] {
        try await fixture.harness.waitUntilIdle()
        let planned = Set(try await fixture.rows("select id from paging.trial where state = 'planned'"))
        for message in try await fixture.harness.announced(TrialRequested.self) {
            guard planned.contains(UUIDText.string(from: message.trial)) else { continue }
            #expect(await fixture.harness.handle(message, subject: "digest") == .done)
        }
        try await fixture.harness.waitUntilIdle()
        return try await fixture.rows(
            "select concat_ws(' ', kind, channel, address, state, subject) from paging.trial order by channel, id")
    }

    @Test func itIsToldOnceToEachFromItsHourOn() async throws {
        try await PagingFixture.run { fixture in
            let watch = DigestWatch(fixture.harness.environment)
            try await write("2026-11-28", fixture)
            try await watch.look(at: Self.hour)
            #expect(try await told(fixture).isEmpty, "nobody asked for it")
            try await configure(fixture)
            try await eventuallyConfigured(fixture)
            try await watch.look(at: Self.hour.addingTimeInterval(-1))
            #expect(try await told(fixture).isEmpty, "its hour has not come")
            async let one: Void = watch.look(at: Self.hour)
            async let other: Void = DigestWatch(fixture.harness.environment).look(at: Self.hour)
            _ = try await (one, other)
            try await watch.look(at: Self.hour.addingTimeInterval(3600))
            let all = try await told(fixture)
            #expect(
                all == [
                    "digest conversation general sent 2026-11-28: 1 incident",
                    "digest mail all@example.org sent 2026-11-28: 1 incident",
                ])
            let mail = try #require(fixture.post.mails.first)
            #expect(fixture.post.mails.count == 1 && mail.to == "all@example.org" && mail.from == "muster@example.org")
            #expect(mail.body.hasPrefix("2026-11-28: 1 incident.\nMore.\n") && mail.body.contains("/incidents"))
            #expect(mail.headers["X-Priority"] == nil)
            #expect(
                try await fixture.rows("select text from native.message where text like '2026-11-28%'").count >= 1)
            try await watch.look(at: Self.hour.addingTimeInterval(86_400))
            #expect(try await told(fixture) == all, "the night of the next day has not come so far")
            try await write("2026-11-29", fixture)
            try await watch.look(at: Self.hour.addingTimeInterval(86_400))
            #expect(try await told(fixture).count == 4)
        }
    }

    /// What was open at night may be restricted in the morning.
    @Test func anIncidentThatWasRestrictedSinceIsNotNamed() async throws {
        try await PagingFixture.run { fixture in
            _ = try await fixture.rows(
                """
                insert into core.incident (id, title, description, type, severity, priority, source, status, visibility)
                select core.uuid_v7(), 't', '', 'default', 'SEV1', 'high', 'report', 'active', v
                  from unnest('{open,restricted}'::text[]) as v
                """)
            let names = try await fixture.rows("select name from core.incident order by visibility, name")
            let (open, hidden) = (try #require(names.first), try #require(names.last))
            let document: JSON = [
                "active": ["items": [["name": .string(open)]]], "reported": ["items": [["name": .string(hidden)]]],
            ]
            _ = try await fixture.rows(
                """
                insert into nightly.digest values ('2026-11-28', '\(document.text())', '2026-11-28: 2 incidents',
                    '2026-11-28: 2 incidents.\n  \(hidden)  active  Secret\n  \(open)  active  Slow\n')
                """)
            try await configure(fixture)
            try await eventuallyConfigured(fixture)
            try await DigestWatch(fixture.harness.environment).look(at: Self.hour)
            _ = try await told(fixture)
            let body = try #require(fixture.post.mails.first).body
            #expect(body.contains("Slow") && !body.contains("Secret") && body.contains("restricted since"))
        }
    }

    private func eventuallyConfigured(_ fixture: PagingFixture) async throws {
        try await eventually("the configuration is read") {
            try await fixture.harness.environment.organisation.current().nightly.digest != nil
        }
    }
}
