import Contracts
import Escalation
import FoundationEssentials
import Incident
import Logging
import PageStore
import Postgres
import TestServers
import Testing

@testable import Paging

/// An acknowledgement races the attempts of two instances, a thousand times.
@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct AcknowledgementRaceTests {
    private static let rounds = 1000

    /// Incidents with one page each that is due.
    private func pages(_ database: TestDatabase) async throws -> [(page: UUID, attempts: [UUID])] {
        let rows = try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source)
                select core.uuid_v7(), 't', '', 'a', 'a', 'a', 'report' from generate_series(1, \(Self.rounds));
                insert into paging.escalation (id, incident_id, policy, plan, urgency, due)
                select core.uuid_v7(), id, 'p', '{"steps": []}', 'high', now() from core.incident;
                insert into paging.page (id, escalation_id, incident_id, number, person, urgency, policy, step, reason,
                    subject, body, due_at)
                select core.uuid_v7(), id, incident_id, 0, 'a@example.org', 'high', 'p', 's', 'r', '', '', now()
                from paging.escalation;
                insert into paging.attempt (id, page_id, position, channel, address, sender, due_at)
                select core.uuid_v7(), id, n, 'mail', 'a@example.org', 'm@example.org', now()
                from paging.page, generate_series(0, 1) n;
                -- Every other one has failed, and is replayed.
                update paging.attempt set state = 'failed' where position = 1;
                select page_id || '|' || min(id::text) || '|' || max(id::text) from paging.attempt group by page_id
                """)
        return rows.compactMap { row in
            let ids = row.split(separator: "|").compactMap { UUID(uuidString: String($0)) }
            return ids.count == 3 ? (ids[0], Array(ids[1...])) : nil
        }
    }

    private func withClient(
        _ database: TestDatabase, _ process: String, _ body: (PostgresClient) async throws -> Void
    ) async throws {
        let configuration = try PostgresConfiguration(url: database.url(process: process), applicationName: "test")
        let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await body(client)
            group.cancelAll()
        }
    }

    /// Whatever the order, what began is in the acknowledgement's hand, and nothing begins after it.
    @Test func nothingBeginsAfterTheCommitOfAnAcknowledgement() async throws {
        let database = try await SuiteDatabase.empty()
        let pages = try await pages(database)
        #expect(pages.count == Self.rounds)
        try await withClient(database, "paging") { one in
            try await withClient(database, "paging") { other in
                try await withClient(database, "intake") { intake in
                    var (before, after) = (0, 0)
                    for (index, (page, attempts)) in pages.enumerated() {
                        async let first = one.query(PlannedAttempt.begin(attempts[0])).count
                        async let second = other.query(PlannedAttempt.begin(attempts[1])).count
                        async let finding = PageDecision.acknowledge.decide(page, by: "b", in: intake)
                        let (began, found) = (try await first + second, try #require(try await finding))
                        #expect(found.was == .open)
                        #expect(found.inHand.count == began, "round \(index)")
                        #expect(
                            try await one.query(PlannedAttempt.begin(attempts[index % 2])).isEmpty, "round \(index)")
                        if began > 0 { before += 1 }
                        if began < 2 { after += 1 }
                    }
                    #expect(before > 0 && after > 0, "both orders must have happened: \(before), \(after)")
                }
            }
        }
    }
}
