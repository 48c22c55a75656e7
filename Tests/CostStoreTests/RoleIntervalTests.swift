import Encodings
import FoundationEssentials
import TestServers
import Testing

/// The rows that nobody overwrites, whichever release changes roles and statuses: the database writes them.
@Suite(
    .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized,
    .ownDatabase
)
struct RoleIntervalTests {
    private let incident = UUID.v7()

    private func open() async throws -> TestDatabase {
        let database = try await SuiteDatabase.empty()
        try await database.run(
            sql: """
                insert into core.incident (id, title, description, type, severity, priority, source)
                values ('\(incident)', 'Down', '', 'outage', 'high', 'p1', 'report');
                insert into core.participant (incident_id, email, name, roles, engaged_by, joined_at) values
                    ('\(incident)', 'a@example.org', 'A', '{incident_commander,reporter}', 'test', '2026-03-02T00:00:00Z');
                """)
        return database
    }

    /// As every release writes participants.
    private func write(_ email: String, _ roles: String, in database: TestDatabase) async throws {
        try await database.run(
            sql: """
                insert into core.participant (incident_id, email, name, roles, engaged_by)
                values ('\(incident)', '\(email)', 'X', '{\(roles)}', 'test')
                on conflict (incident_id, email) do update set roles = excluded.roles
                """)
    }

    private func intervals(_ database: TestDatabase) async throws -> [String] {
        try await database.run(
            sql: """
                select email || ' ' || role || case when until is null then '' else ' until' end
                from core.role_interval order by since, email, role
                """)
    }

    @Test func whoJoinsBeginsAnIntervalOfEachRole() async throws {
        let database = try await open()
        #expect(try await intervals(database) == ["a@example.org incident_commander", "a@example.org reporter"])
        let since = try await database.run(
            sql: "select count(*) from core.role_interval where since = '2026-03-02T00:00:00Z'")
        #expect(since == ["2"])
    }

    @Test func aHandoverEndsOneIntervalAndBeginsAnother() async throws {
        let database = try await open()
        try await write("a@example.org", "reporter", in: database)
        try await write("b@example.org", "incident_commander", in: database)
        try await write("a@example.org", "reporter", in: database)
        #expect(
            try await intervals(database) == [
                "a@example.org incident_commander until", "a@example.org reporter", "b@example.org incident_commander",
            ])
        try await write("b@example.org", "participant", in: database)
        try await write("a@example.org", "reporter,incident_commander", in: database)
        #expect(
            try await intervals(database).filter { $0.hasPrefix("a@example.org incident_commander") } == [
                "a@example.org incident_commander until", "a@example.org incident_commander",
            ])
        let wrong = try await database.run(sql: "select count(*) from core.role_interval where until < since")
        #expect(wrong == ["0"])
    }

    @Test func whoLeavesEndsAll() async throws {
        let database = try await open()
        try await database.run(sql: "delete from core.participant where email = 'a@example.org'")
        #expect(
            try await intervals(database) == ["a@example.org incident_commander until", "a@example.org reporter until"])
    }

    @Test func eachStatusIsWrittenDownAndNothingElse() async throws {
        let database = try await open()
        for change in [
            "status = 'stable'", "title = 'Up'", "status = 'stable'", "status = 'active'", "status = 'closed'",
        ] { try await database.run(sql: "update core.incident set \(change)") }
        let statuses = try await database.run(sql: "select status from core.status_change order by at")
        #expect(statuses == ["stable", "active", "closed"])
    }
}
