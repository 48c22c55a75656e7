import Cost
import Encodings
import FoundationEssentials
import Incident
import IncidentStore
import JSON
import Logging
import Postgres
import TestServers
import Testing

@testable import CostStore

/// With the rights of the cost-calculator.
@Suite(
    .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized,
    .ownDatabase
)
struct CostHistoriesTests {
    private let incident = UUID.v7()
    /// 2026-03-02T00:00:00Z.
    private let opening = Date(timeIntervalSince1970: 1_772_409_600)

    private func with(_ body: (PostgresClient, TestDatabase) async throws -> Void) async throws {
        let database = try await SuiteDatabase.empty()
        try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, reported_at, detected_at)
                values ('\(incident)', 'Down', '', 'outage', 'high', 'p1', 'report', '2026-03-02T00:00:00Z',
                    '2026-03-01T23:00:00Z');
                insert into core.participant (incident_id, email, name, team, roles, engaged_by, joined_at) values
                    ('\(incident)', 'A@example.org', 'A', 'Ops', '{incident_commander}', 'test', '2026-03-02T00:00:00Z'),
                    ('\(incident)', 'r@example.org', 'R', null, '{reporter}', 'test', '2026-03-02T00:00:00Z');
                """)
        let configuration = try PostgresConfiguration(
            url: database.url(process: "cost-calculator"), applicationName: "test")
        let client = PostgresClient(configuration: configuration, logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            try await body(client, database)
            group.cancelAll()
        }
    }

    private func history(_ client: PostgresClient, activities: Bool = true) async throws -> CostHistory {
        let incidents = try await Incidents.incidents([incident], for: .system, in: client)
        let histories = try await CostHistories.load(incidents, activities: activities, in: client)
        return try #require(histories[incident])
    }

    private func say(_ kind: String, _ actor: String, _ time: String, in database: TestDatabase) async throws {
        try await database.run(
            sql: """
                insert into core.timeline (incident_id, at, kind, actor, text)
                values ('\(incident)', '2026-03-02T\(time)Z', '\(kind)', '\(actor)', '')
                """)
    }

    @Test func allThatCostsIsRead() async throws {
        try await with { client, database in
            try await database.run(
                sql: """
                    insert into core.status_change (incident_id, status, at)
                    values ('\(incident)', 'stable', '2026-03-02T05:00:00Z');
                    insert into core.entered_cost (id, incident_id, type, amount_minor, currency, reason, entered_by,
                        entered_at, starts_at)
                    values ('\(incident)', '\(incident)', 'fee', 12345, 'KWD', 'Bill', 'x', '2026-03-02T06:00:00Z',
                        '2026-03-02T01:00:00Z');
                    """)
            let history = try await history(client)
            #expect((history.detectedAt, history.openedAt) == (opening - 3600, opening))
            #expect(history.statuses == [StatusChange(.stable, at: opening + 5 * 3600)])
            #expect(Set(history.roles.map(\.role)) == [.incidentCommander, .reporter])
            #expect(history.roles.first { $0.role == .incidentCommander }?.team == "Ops")
            #expect(history.roles.map(\.from) == [opening, opening])
            let entry = try #require(history.entries.first)
            #expect((entry.amount.text, entry.reason) == ("12.345 KWD", "Bill"))
            #expect((entry.enteredAt, entry.from, entry.until) == (opening + 6 * 3600, opening + 3600, nil))
            #expect(history.acknowledgedAt == nil)
        }
    }

    /// The report, those who only follow, and the machines that page have answered nothing.
    @Test func whoDoesSomethingHasAnswered() async throws {
        try await with { client, database in
            try await say("opened", "a@example.org", "00:00:00", in: database)
            try await say("note", "r@example.org", "00:01:00", in: database)
            try await say("page", "paging", "00:02:00", in: database)
            try await say("notice", "notifier", "00:03:00", in: database)
            #expect(try await history(client).acknowledgedAt == nil)
            try await say("note", "a@example.org", "00:09:00", in: database)
            #expect(try await history(client).acknowledgedAt == opening + 540)
            try await say("page", "a key of the desk", "00:04:00", in: database)
            #expect(try await history(client).acknowledgedAt == opening + 240)
            try await database.run(
                sql: """
                    insert into native.conversation (id, effect_key, name, topic, is_private)
                    values ('\(incident)', 'incident/' || lower('\(incident)') || '/conversation', 'inc-1', '', false);
                    insert into native.message (id, conversation_id, author, text, posted_at)
                    values ('\(incident)', '\(incident)', 'a@example.org', 'Here', '2026-03-02T00:03:00Z');
                    """)
            let history = try await history(client)
            #expect(history.acknowledgedAt == opening + 180)
            #expect(
                history.activities == [
                    Activity(person: "a@example.org", at: opening + 180),
                    Activity(person: "a@example.org", at: opening + 540),
                    Activity(person: "r@example.org", at: opening + 60),
                ])
            #expect(try await self.history(client, activities: false).activities.isEmpty)
        }
    }

    @Test func anAccountIsShownToThoseWhoMaySeeTheIncident() async throws {
        try await with { client, database in
            let euro = try #require(Currency("EUR"))
            let cost = IncidentCost(
                of: try await history(client), by: CostRules(in: euro), at: opening + 60)
            let entry = CostAccounts.Entry(incident: incident, name: "INC-1", cost: cost, published: Money(7, euro))
            for _ in 0..<2 { _ = try await client.query(CostAccounts.keep([entry])) }
            #expect(try await CostAccounts.published([incident], in: client) == [incident: Money(7, euro)])
            #expect(try await CostAccounts.total(of: incident, in: client) == Money(0, euro))
            let shown = try await CostAccounts.document(of: incident, for: .stranger, in: client)
            #expect(shown == .object(cost.json(of: "INC-1")))
            try await database.run(sql: "update core.incident set visibility = 'restricted'")
            #expect(try await CostAccounts.document(of: incident, for: .stranger, in: client) == nil)
            #expect(try await CostAccounts.document(of: incident, for: .system, in: client) != nil)
        }
    }
}
