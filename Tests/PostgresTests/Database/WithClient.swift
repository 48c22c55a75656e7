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
