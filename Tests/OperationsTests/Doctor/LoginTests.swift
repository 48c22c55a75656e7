import AMQP
import BrokerTopology
import FoundationEssentials
import Logging
import Postgres
import TestServers
import Testing

@testable import Operations

/// Errors of real servers: one that is there and refuses, and one that is not there.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct LoginTests {
    /// What connecting there fails with.
    private func failure(amqp url: String) async throws -> any Error {
        try await #require(throws: (any Error).self) {
            let session = try await AMQPSession.connect(AMQPConfiguration(url: url, connectionName: "test"))
            await session.close()
        }
    }

    private func failure(management url: String) async throws -> any Error {
        try await #require(throws: (any Error).self) {
            try await ManagementClient(url: url, virtualHost: "/")
                .queues(try Topology(directory: MigratedDatabase.topology))
        }
    }

    private func failure(database url: String) async throws -> any Error {
        try await #require(throws: (any Error).self) {
            try await PostgresClient.withClient(
                configuration: try PostgresConfiguration(url: url, applicationName: "test"),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ) { _ = try await $0.query("select 1 as one") }
        }
    }

    /// The address with the password after the first `:` of its user replaced.
    private func withPassword(_ url: String) -> String { url.replacing(/:[^:@\/]+@/, with: ":not-the-password@") }

    private func withoutServer(_ url: String) -> String { url.replacing(/@127\.0\.0\.1:[0-9]+/, with: "@127.0.0.1:1") }

    @Test func aBrokerThatRefusesIsToldFromOneThatIsDown() async throws {
        let servers = try TestServers.shared()
        try await servers.withVirtualHost { host in
            let (amqp, management) = try (host.url, host.managementURL)
            let refused = [
                (try await failure(amqp: withPassword(amqp)), "MUSTER_AMQP_URL"),
                (try await failure(management: withPassword(management)), "MUSTER_MANAGEMENT_URL"),
            ]
            for (error, variable) in refused {
                let remedy = Login.remedy(for: error)
                #expect(
                    remedy.hasPrefix("The broker runs, and its password for this user is not the one of \(variable)"))
                #expect(!remedy.contains("Start it"), "\(error)")
            }
            for error in [
                try await failure(amqp: withoutServer(amqp)), try await failure(management: withoutServer(management)),
            ] {
                #expect(Login.remedy(for: error).hasPrefix("Start it (ops/up)"), "\(error)")
            }
        }
    }

    @Test func soIsADatabase() async throws {
        try await TestServers.shared().withDatabase { database in
            let url = try database.url
            let refused = Login.remedy(forDatabase: try await failure(database: withPassword(url)))
            #expect(refused.hasPrefix("The database runs and refuses this user"))
            let down = Login.remedy(forDatabase: try await failure(database: withoutServer(url)))
            #expect(down.hasPrefix("Start it (ops/up)"))
        }
    }
}
