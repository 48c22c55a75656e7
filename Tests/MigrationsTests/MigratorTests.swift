import Foundation
import Incident
import Logging
import Postgres
import TestServers
import Testing

@testable import Migrations

@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct MigratorTests {
    /// The project's own migrations.
    static var repository: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Migrations").path
    }

    static func withClient<Result>(
        _ url: String, name: String = "muster-test/0.0.0", _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let client = PostgresClient(
            configuration: try PostgresConfiguration(url: url, applicationName: name),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await client.run() }
        defer { running.cancel() }
        return try await body(client)
    }

    private func withDatabase(_ body: (TestDatabase, PostgresClient) async throws -> Void) async throws {
        try await TestServers.shared().withDatabase { database in
            try await Self.withClient(database.url) { try await body(database, $0) }
        }
    }

    private func folder(_ files: [(String, String)]) throws -> MigrationFolder {
        try MigrationFolder(
            migrations: files.enumerated().map { index, file in
                Migration(owner: "core", number: index + 1, name: file.0, sql: file.1)
            })
    }

    private static let first = (
        "first",
        "-- as: administrator\ncreate function core.maintain_partitions() returns int "
            + "language sql return 0;"
    )

    @Test func aSecondRunChangesNothing() async throws {
        try await withDatabase { database, client in
            let migrator = Migrator(client: client, folder: try MigrationFolder(path: Self.repository))
            let applied = try await migrator.up()
            #expect(applied.count > 10)
            let before = try await database.run(sql: "select owner, number, applied_at from core.applied_migration")
            #expect(try await migrator.up().isEmpty)
            #expect(try await migrator.plan().pending.isEmpty)
            let after = try await database.run(sql: "select owner, number, applied_at from core.applied_migration")
            #expect(before == after)
        }
    }

    @Test func twoAtOnceApplyEachFileOnce() async throws {
        try await withDatabase { database, client in
            let folder = try MigrationFolder(path: Self.repository)
            let url = try database.url
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await Self.withClient(url) { try await Migrator(client: $0, folder: folder).up().count }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.reduce(0, +) == folder.migrations.count)
        }
    }

    @Test func everythingBelongsToTheOwnerWhoCannotLogIn() async throws {
        try await withDatabase { database, client in
            try await Migrator(client: client, folder: try MigrationFolder(path: Self.repository)).up()
            let strangers = try await database.run(
                sql: """
                    select n.nspname || '.' || c.relname from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname !~ '^(pg_|information_schema|public)' and c.relowner <> 'muster_owner'::regrole
                    """)
            #expect(strangers.isEmpty)
            #expect(
                try await database.run(sql: "select rolcanlogin, rolsuper from pg_roles where rolname = 'muster_owner'")
                    == ["f|f"])
        }
    }

    @Test func aChangedFileIsRefusedAndNothingApplied() async throws {
        try await withDatabase { database, client in
            try await Migrator(client: client, folder: folder([Self.first])).up()
            let changed = try folder([("first", Self.first.1 + " "), ("second", "create table core.more ()")])
            await #expect(throws: MigrationError.self) { try await Migrator(client: client, folder: changed).up() }
            #expect(try await database.run(sql: "select to_regclass('core.more') is null") == ["t"])
        }
    }

    @Test func aFileThatFailsLeavesNothingAndIsNamed() async throws {
        try await withDatabase { database, client in
            let files = try folder([
                Self.first, ("bad", "create table core.half (); select 1/0;"), ("third", "create table core.third ()"),
            ])
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator(client: client, folder: files).up()
            }
            #expect(error?.description.contains("core/002_bad.sql") == true)
            let found = try await database.run(
                sql: """
                    select to_regclass('core.half') is null, to_regclass('core.third') is null,
                           (select count(*) from core.applied_migration)
                    """)
            #expect(found == ["t|t|1"])
        }
    }

    @Test func anOlderReleaseThatIsConnectedIsNamed() async throws {
        try await withDatabase { database, client in
            try await Migrator(client: client, folder: folder([Self.first])).up()
            let next = try folder([Self.first, ("drop", "-- incompatible-before: 0.2.0\ncreate table core.more ()")])
            try await Self.withClient(database.url, name: "muster-notifier/0.1.0") { older in
                _ = try await older.query("select 1 as one")
                let error = await #expect(throws: MigrationError.self) {
                    try await Migrator(client: client, folder: next).up()
                }
                #expect(error?.code == .olderProcesses)
                #expect(error?.description.contains("muster-notifier/0.1.0") == true)
            }
            try await eventually("the older process is gone") {
                try await database.run(
                    sql: """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and application_name like '%/0.1.0'
                        """) == ["0"]
            }
            #expect(try await Migrator(client: client, folder: next).up().map(\.name) == ["drop"])
        }
    }

    @Test func passwordsAreSetWithoutTheServerSeeingThem() async throws {
        try await withDatabase { database, client in
            let migrator = Migrator(client: client, folder: try MigrationFolder(path: Self.repository))
            try await migrator.up()
            let secrets = try TestServers.shared().secretsDirectory
            #expect(try await migrator.setPasswords(from: secrets).contains("notifier"))
            let user = try await Self.withClient(database.url(process: "notifier")) {
                try await $0.query("select current_user::text as name, current_schemas(false)::text[] as path")
            }
            #expect(try user[0].decode("name", as: String.self) == "muster_notifier")
            #expect(try user[0].decode("path", as: [String].self) == ["notifier", "core"])
        }
    }

    @Test func aMissingPasswordIsNamed() async throws {
        try await withDatabase { _, client in
            let migrator = Migrator(client: client, folder: try folder([Self.first]))
            let error = await #expect(throws: MigrationError.self) { try await migrator.setPasswords(from: "/nowhere") }
            #expect(error?.description.contains("/nowhere/operator.database-password") == true)
        }
    }
}
