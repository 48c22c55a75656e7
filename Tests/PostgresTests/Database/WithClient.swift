import Logging
import Postgres
import TestServers

/// Runs a test with a database of its own and a client for it.
func withClient<Result: Sendable>(
    _ change: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient, TestDatabase) async throws -> Result
) async throws -> Result {
    try await TestServers.shared().withDatabase { database in
        var configuration = try PostgresConfiguration(url: database.url, applicationName: "postgres-tests")
        // A machine that is busy with other tests is no defect.
        configuration.connectTimeout = .seconds(60)
        configuration.poolTimeout = .seconds(60)
        change(&configuration)
        return try await PostgresClient.withClient(configuration: configuration, logger: Logger(label: "test")) {
            try await body($0, database)
        }
    }
}

/// What an operation throws as a `PostgresError`; `nil` when it succeeds.
func postgresError(_ operation: () async throws -> Void) async throws -> PostgresError? {
    do {
        try await operation()
        return nil
    } catch let error as PostgresError {
        return error
    }
}

/// How many statements of the database are in `pg_sleep`.
func sleepers(_ database: TestDatabase) async throws -> Int {
    try await database.run(
        sql: "select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
    ).count
}
