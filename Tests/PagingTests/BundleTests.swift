import Capabilities
import Contracts
import Encodings
import FoundationEssentials
import Incident
import Synchronization
import TestServers
import Testing
import WorkerKit
import WorkerTesting

@testable import Paging

/// Many pages to one address at once.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct BundleTests {
    /// One message is sent at a time, so that the others are due when it begins.
    private static var oneByOne: WorkerHarness.Settings {
        var settings = WorkerHarness.Settings()
        settings.variables["MUSTER_CONCURRENCY"] = "1"
        return settings
    }

    private func open(_ count: Int, _ fixture: PagingFixture) async throws -> [IncidentReference] {
        var incidents: [IncidentReference] = []
        for _ in 0..<count {
            let id = UUID.v7()
            let name =
                try await fixture.rows(
                    """
                    insert into core.incident (id, title, description, type, severity, priority, source)
                    values ('\(id)', 'Payments are refused', '', 'outage', 'SEV1', 'high', 'report');
                    select name from core.incident where id = '\(id)'
                    """
                ).last ?? ""
            incidents.append(IncidentReference(id: id, name: name, version: 1))
        }
        let batch = incidents.map { incident in
            fixture.harness.envelope(
                IncidentOpened(
                    incident: incident, title: "t", type: "outage", severity: "SEV1", priority: "high",
                    visibility: .open, source: .report, drill: false), subject: incident.name)
        }
        #expect(await fixture.harness.handle(batch) == batch.map { _ in .done })
        try await fixture.harness.waitUntilIdle()
        return incidents
    }

    private func states(_ fixture: PagingFixture) async throws -> [String] {
        try await fixture.rows(
            "select a.state || ' ' || p.state || ' ' || count(*) from paging.attempt a join paging.page p on p.id = a.page_id group by a.state, p.state order by 1"
        )
    }

    @Test func whatIsDueToOneAddressIsOneMessage() async throws {
        try await PagingFixture.run(settings: Self.oneByOne) { fixture in
            let incidents = try await open(30, fixture)
            let mails = fixture.post.mails
            #expect(mails.count <= 2, "the first may have begun before the others were planned")
            let bundle = try #require(mails.last)
            for incident in incidents {
                #expect(
                    mails.contains { ($0.subject + $0.body).contains("[\(incident.name)] Page") }, "\(incident.name)")
            }
            #expect(bundle.subject.hasSuffix(" more)"))
            #expect(try await states(fixture) == ["sent sent 30"])
            let lines = try await fixture.rows("select count(*) from core.timeline where kind = 'page'")
            #expect(lines == ["30"], "each incident tells of it")
        }
    }

    @Test func aBundleThatIsTriedAgainIsTheSameMail() async throws {
        let tries = Counter()
        let post = Post { _ in tries.next() == 1 ? Post.refusal(isFinal: false) : nil }
        try await PagingFixture.run(post, settings: Self.oneByOne) { fixture in
            _ = try await open(3, fixture)
            let leader = try await fixture.rows(
                "select id from paging.attempt where tries = 1 and bundle is null order by called_at limit 1")
            let id = try #require(leader.first.flatMap { UUID(uuidString: $0) })
            _ = try await open(1, fixture)
            _ = await fixture.harness.handle([fixture.harness.envelope(SendPage(attempt: id))], attempt: 2)
            let mails = post.mails.filter { $0.messageID.contains(id.uuidString.lowercased()) }
            #expect(mails.count == 2 && Set(mails).count == 1, "\(mails)")
            try await fixture.harness.waitUntilIdle()
            #expect(try await states(fixture) == ["sent sent 4"])
        }
    }

    /// Between two tries somebody answers what was to go along: the next one says nothing of it.
    @Test func whatIsAnsweredBetweenTwoTriesDoesNotGoAlong() async throws {
        let isDown = Mutex(true)
        let post = Post { _ in isDown.withLock { $0 } ? Post.refusal(isFinal: false) : nil }
        try await PagingFixture.run(post, settings: Self.oneByOne) { fixture in
            _ = try await open(3, fixture)
            let attempts = try await fixture.rows(
                """
                update paging.attempt a set bundle = case when a.id <> first.id then first.id end, tries = 1,
                    state = 'calling', called_at = now()
                from (select id from paging.attempt order by id limit 1) first;
                select a.id || ' ' || a.page_id || ' ' || i.name from paging.attempt a
                join paging.page p on p.id = a.page_id join core.incident i on i.id = p.incident_id order by a.id
                """
            ).suffix(3).map { $0.split(separator: " ").map(String.init) }
            let leader = try #require(UUID(uuidString: attempts[0][0]))
            _ = try await fixture.rows(
                "select paging.decide('\(attempts[1][1])', 'acknowledged', 'first@example.org', null, null)")
            isDown.withLock { $0 = false }
            _ = await fixture.harness.handle([fixture.harness.envelope(SendPage(attempt: leader))], attempt: 2)
            let mail = try #require(post.mails.last)
            let named = attempts.map { $0[2] }.filter { (mail.subject + mail.body).contains("[\($0)]") }
            #expect(named == [attempts[0][2], attempts[2][2]], "\(mail)")
            #expect(try await states(fixture) == ["sent sent 2", "superseded superseded 1"])
        }
    }

    /// The first way of everybody is refused: each page goes on alone.
    @Test func aRefusedBundleLetsGoWhatWasToGoAlong() async throws {
        let post = Post { $0.to == "first@example.org" ? Post.refusal() : nil }
        try await PagingFixture.run(post, settings: Self.oneByOne) { fixture in
            _ = try await open(3, fixture)
            #expect(
                try await fixture.rows(
                    "select person || ' ' || state || ' ' || count(*) from paging.page group by person, state order by 1"
                )
                    == ["first@example.org failed 3", "second@example.org sent 3"])
        }
    }

    @Test func afterFiveMessagesInAQuarterOfAnHourTheNextOnesWaitAndGoTogether() async throws {
        try await PagingFixture.run(settings: Self.oneByOne) { fixture in
            for _ in 0..<5 { _ = try await open(1, fixture) }
            #expect(fixture.post.mails.count == 5)
            for _ in 0..<3 { _ = try await open(1, fixture) }
            #expect(fixture.post.mails.count == 5)
            #expect(
                try await fixture.rows("select distinct answer from paging.attempt where state = 'planned'")
                    == ["held back: 5 messages in 15 minutes went to this address"])
            #expect(try await fixture.harness.timers().count { $0.hasPrefix("attempt/") } == 3)
            // A quarter of an hour later.
            let held = try await fixture.rows(
                """
                update paging.attempt set due_at = due_at - interval '15 minutes',
                    called_at = called_at - interval '15 minutes';
                select id from paging.attempt where state = 'planned' limit 1
                """)
            let id = try #require(held.last.flatMap { UUID(uuidString: $0) })
            #expect(await fixture.harness.handle(SendPage(attempt: id)) == .done)
            #expect(fixture.post.mails.count == 6)
            #expect(fixture.post.mails.last?.subject.hasSuffix("(and 2 more)") == true)
            #expect(try await states(fixture) == ["sent sent 8"])
        }
    }
}
