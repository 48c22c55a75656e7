import Incident
import Logging
import NightDesk
import Postgres

/// Connections to the database for the length of one command.
enum Database {
    /// Runs `body` with the operator's connections (`MUSTER_DATABASE_URL`).
    static func asOperator<Result: Sendable>(
        _ settings: Settings = .process, _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        try await use(configuration(settings.secret("MUSTER_DATABASE_URL")), body)
    }

    /// Runs `body` with the operator's connections, as a night needs them.
    static func asBatch<Result: Sendable>(
        _ settings: Settings = .process, _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let configuration = try NightRun.connections(
            to: settings.secret("MUSTER_DATABASE_URL"), applicationName: MusterVersion.applicationName(of: "cli"))
        return try await use(configuration, body)
    }

    /// Runs `body` with the administrator's connections (`MUSTER_ADMIN_DATABASE_URL`, by default the operator's), on
    /// which a statement may take an hour.
    static func asAdministrator<Result: Sendable>(
        _ settings: Settings = .process, _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        var configuration = try configuration(settings.secret("MUSTER_ADMIN_DATABASE_URL", "MUSTER_DATABASE_URL"))
        configuration.statementTimeout = .seconds(3600)
        configuration.idleInTransactionTimeout = .seconds(3600)
        configuration.poolSize = 2
        return try await use(configuration, body)
    }

    private static func configuration(_ url: String) throws -> PostgresConfiguration {
        var configuration = try PostgresConfiguration(
            url: url, applicationName: MusterVersion.applicationName(of: "cli"))
        configuration.poolSize = 3
        configuration.statementTimeout = .seconds(300)
        return configuration
    }

    private static func use<Result: Sendable>(
        _ configuration: PostgresConfiguration, _ body: (PostgresClient) async throws -> Result
    ) async throws -> Result {
        let client = PostgresClient(configuration: configuration, logger: Log.logger)
        let running = Task { try await client.run() }
        defer { running.cancel() }
        return try await body(client)
    }
}
