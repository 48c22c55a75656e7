import Foundation
import Logging
import Postgres
import Migrations
import TestServers

/// A database with the project's schema, for one test.
enum MigratedDatabase {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static var topology: String { root.appendingPathComponent("Topology").path }
    static var migrations: String { root.appendingPathComponent("Migrations").path }

    static func with(_ body: (TestDatabase, PostgresClient) async throws -> Void) async throws {
        try await TestServers.shared().withDatabase { database in
            let client = PostgresClient(
                configuration: try PostgresConfiguration(url: database.url, applicationName: "muster-test/0.0.0"),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let running = Task { try await client.run() }
            defer { running.cancel() }
            let folder = try MigrationFolder(path: migrations)
            try await Migrator(client: client, folder: folder).up()
            try await body(database, client)
        }
    }
}
