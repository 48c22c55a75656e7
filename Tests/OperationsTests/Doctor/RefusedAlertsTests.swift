import Logging
import Postgres
import TestServers
import Testing

@testable import Operations

/// The doctor's look at senders that do not hear that a body cannot be used.
@Suite(.serialized, .timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, "needs Postgres"), .ownDatabase)
struct RefusedAlertsTests {
    private struct NoMigrations: Error {}

    private func check(_ rows: String) async throws -> Check {
        let database = try await SuiteDatabase.empty()
        try await database.run(
            sql: """
                delete from core.refused_body;
                insert into core.refused_body (source, format, received_at, reason, body) values \(rows);
                """)
        return try await PostgresClient.withClient(
            configuration: try PostgresConfiguration(
                url: database.url(process: "operator"), applicationName: "test"),
            logger: Logger(label: "test")
        ) { client in
            try await DatabaseExamination(client: client, migrations: { throw NoMigrations() }).refusedBodies()
        }
    }

    @Test func whoSendsTheSameAgainAndAgainIsNamed() async throws {
        let same = (1...3).map { "('syslog', 'native', now() - interval '\($0) minutes', '/title: none', 'x')" }
        let others = "('grafana', 'grafana', now(), 'no alerts', 'y'), ('grafana', 'grafana', now(), 'no alerts', 'z')"
        let check = try await check((same + [others]).joined(separator: ", "))
        #expect(!check.isWell)
        #expect(check.detail == "syslog sent the same native body 3 times in a day (/title: none)")
    }

    @Test func whatWasRefusedNowAndThenIsNoFault() async throws {
        let old = (1...9).map { "('syslog', 'native', now() - interval '2 days \($0) minutes', '/title: none', 'x')" }
        let check = try await check((old + ["('syslog', 'native', now(), 'r', 'x')"]).joined(separator: ", "))
        #expect(check.isWell)
    }
}
