import Migrations
import TestServers
import Testing

@testable import Operations

@Suite struct DatabaseExaminationTests {
    @Test func aPoolerThatDropsSettingsIsNamed() {
        let check = DatabaseExamination.sessions(areSet: false)
        #expect(!check.isWell && check.fix?.contains("PgBouncer") == true)
        #expect(DatabaseExamination.sessions(areSet: true).isWell)
    }
}

/// What a connection of a process asks for is there, and what a connection without settings has is none of it.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct DatabaseSessionTests {
    @Test func theSettingsOfConnectionsArrive() async throws {
        try await MigratedDatabase.with { _, client in
            let checks = await DatabaseExamination(client: client) {
                try MigrationFolder(path: MigratedDatabase.migrations)
            }
            .checks()
            #expect(checks.first { $0.name == "sessions" }?.isWell == true)
        }
    }
}
