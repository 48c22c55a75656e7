import Encodings
import FoundationEssentials
import Incident
import Logging
import Postgres
import TestServers
import Testing

@testable import PeopleStore

@Suite(
    .serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct SubscriptionTests {
    /// Runs a test with intake's rights and an incident.
    private func with(_ visibility: Visibility, _ body: @Sendable (PostgresClient, UUID) async throws -> Void)
        async throws
    {
        let database = try await SuiteDatabase.empty()
        let incident = UUID.v7()
        _ = try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source, visibility)
                values ('\(incident)', 'Down', '', 'outage', 'SEV1', 'high', 'report', '\(visibility.rawValue)')
                """)
        let client = PostgresClient(
            configuration: try PostgresConfiguration(url: database.url(process: "intake"), applicationName: "test"),
            logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            try await body(client, incident)
        }
    }

    @Test func oneFollowsOnceWhateverTheCapitals() async throws {
        try await with(.open) { client, incident in
            #expect(
                try await client.query(Subscriptions.insert("Ana@example.org", to: incident, by: "test")).count == 1)
            #expect(try await client.query(Subscriptions.insert("ana@Example.org", to: incident, by: "test")).isEmpty)
            let people = try await Subscriptions.list(of: incident, for: .stranger, in: client)
            #expect(people.map(\.email) == ["ana@example.org"] && people[0].subscribedBy == "test")
            #expect(try await client.query(Subscriptions.delete("ANA@example.org", from: incident)).count == 1)
            let none = try await Subscriptions.list(of: incident, for: .system, in: client)
            #expect(none.isEmpty)
        }
    }

    @Test func strangersSeeNoneOfARestrictedIncident() async throws {
        try await with(.restricted) { client, incident in
            _ = try await client.query(Subscriptions.insert("ana@example.org", to: incident, by: "test"))
            let seen = try await Subscriptions.list(of: incident, for: .stranger, in: client)
            let all = try await Subscriptions.list(of: incident, for: .system, in: client)
            #expect(seen.isEmpty && all.count == 1)
        }
    }
}
