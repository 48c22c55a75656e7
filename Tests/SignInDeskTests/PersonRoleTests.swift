import Logging
import Postgres
import TestServers
import Testing

@testable import SignInDesk

/// Roles at the console: granted with the rights of the operator, asked for with those of intake.
@Suite(
    .serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)),
    .ownDatabase)
struct PersonRoleTests {
    private func withDesks(
        _ body: @Sendable (_ intake: SignInDesk, _ operations: SignInDesk, TestDatabase) async throws -> Void
    ) async throws {
        let database = try await SuiteDatabase.empty()
        try await database.run(sql: "delete from core.person_grant;")
        let clients = try [database.url(process: "intake"), database.url].map { url in
            PostgresClient(
                configuration: try PostgresConfiguration(url: url, applicationName: "role tests"),
                logger: Logger(label: "test"))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients { group.addTask { try await client.run() } }
            defer { group.cancelAll() }
            try await body(SignInDesk(database: clients[0]), SignInDesk(database: clients[1]), database)
        }
    }

    @Test func aRoleIsHadForAWhile() async throws {
        try await withDesks { desk, operations, database in
            let grant = try await operations.grant(
                .operator, to: "Ana@example.org", seconds: 3600, reason: "on duty", by: "op")
            #expect(grant.reason == "on duty" && grant.by == "op")
            let (has, other) = (
                try await desk.roles(of: "ana@EXAMPLE.org"), try await desk.roles(of: "bob@example.org")
            )
            #expect(has == [.operator] && other.isEmpty)
            try await database.run(sql: "update core.person_grant set expires_at = now();")
            let over = try await desk.roles(of: "ana@example.org")
            #expect(over.isEmpty)
            let (current, all) = (
                try await operations.grants(of: nil, areAll: false), try await operations.grants(of: nil, areAll: true)
            )
            #expect(current.isEmpty && all.map(\.email) == ["Ana@example.org"])
        }
    }

    @Test func aRoleIsTakenBackAtOnce() async throws {
        try await withDesks { desk, operations, database in
            for role in PersonRole.allCases {
                _ = try await operations.grant(role, to: "ana@example.org", seconds: 3600, reason: "r", by: "op")
            }
            let ended = try await operations.revoke(.operator, of: "ANA@example.org", by: "boss")
            let left = try await desk.roles(of: "ana@example.org")
            #expect(ended == 1 && left == [.administrator])
            let rest = try await operations.revoke(nil, of: "ana@example.org", by: "boss")
            let none = try await desk.roles(of: "ana@example.org")
            #expect(rest == 1 && none.isEmpty)
            let audited = try await database.run(
                sql:
                    "select action || ' ' || actor from core.audit where target = 'ana@example.org' and action like 'person.%' order by id"
            )
            #expect(
                audited.suffix(4) == [
                    "person.granted op", "person.granted op", "person.revoked boss", "person.revoked boss",
                ])
        }
    }

    @Test func whatNobodyMayBeGrantedIsRefused() async throws {
        try await withDesks { desk, operations, _ in
            for (seconds, reason) in [(0, "r"), (-5, "r"), (91 * 86_400, "r"), (3600, ""), (3600, "a\nb")] {
                await #expect(throws: SignInError.self, "\(seconds) \(reason)") {
                    try await operations.grant(
                        .operator, to: "a@example.org", seconds: Double(seconds), reason: reason, by: "op")
                }
            }
            let error = await #expect(throws: PostgresError.self) {
                try await desk.grant(.operator, to: "a@example.org", seconds: 3600, reason: "r", by: "intake")
            }
            #expect(error?.sqlState == "42501", "the console makes nobody an operator")
        }
    }
}
