import Logging
import NativeProviders
import Organisation
import Postgres
import TestServers

/// Runs a test with the native providers on a database of its own, once as the process that makes objects and once as
/// intake, each with no more rights than it has in production.
func withNative(
    settings: NativeSettings = NativeSettings(groupDomain: "incidents.example.org"),
    _ body: @Sendable (_ creator: NativeProviders, _ intake: NativeProviders) async throws -> Void
) async throws {
    try await withNativeDatabase(settings: settings) { creator, intake, _ in try await body(creator, intake) }
}

/// The same with the database itself, for what other parts of Muster have written there.
func withNativeDatabase(
    settings: NativeSettings = NativeSettings(groupDomain: "incidents.example.org"),
    _ body: @Sendable (_ creator: NativeProviders, _ intake: NativeProviders, TestDatabase) async throws -> Void
) async throws {
    let database = try await SuiteDatabase.empty()
    let creator = try client(of: "resource-creator", database)
    let intake = try client(of: "intake", database)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await creator.run() }
        group.addTask { try await intake.run() }
        defer { group.cancelAll() }
        try await body(
            NativeProviders(database: creator, publicURL: "https://muster.example.org", settings: settings),
            NativeProviders(database: intake, publicURL: "https://muster.example.org", settings: settings), database)
    }
}

private func client(of process: String, _ database: TestDatabase) throws -> PostgresClient {
    PostgresClient(
        configuration: try PostgresConfiguration(url: database.url(process: process), applicationName: "test"),
        logger: Logger(label: "test"))
}
