import Foundation

/// The private Postgres and RabbitMQ that tests run against.
///
/// `ops/test` starts a pair for the whole test run and says where it is in `MUSTER_TEST_HOME`; each suite takes a
/// database and a virtual host of its own from it. Tests that stop or kill servers start a pair of their own with
/// `separate()`. Everything goes through `ops/services`, not through the clients under test.
public struct TestServers: Sendable {
    /// Which of the two servers.
    public enum Server: String, Sendable, CaseIterable {
        case broker
        case postgres
    }

    /// Whether `ops/test` has started servers: the condition of tests that need them.
    public static var areConfigured: Bool { configuredHome != nil }

    /// What a skipped test says.
    public static let reason = "needs Postgres and RabbitMQ; ops/test starts them and sets MUSTER_TEST_HOME"

    static var configuredHome: String? {
        ProcessInfo.processInfo.environment["MUSTER_TEST_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The directory with the servers' files, secrets and environment.
    public let home: String

    /// What the home's `env` file exports: ports and addresses as the operator's tools see them.
    public let environment: [String: String]

    init(home: String) throws {
        self.home = home
        environment = try EnvironmentFile.read(path: "\(home)/env")
    }

    /// The servers of this test run.
    public static func shared() throws -> TestServers {
        guard let home = configuredHome else { throw TestServersError(reason) }
        return try TestServers(home: home)
    }

    /// Starts a Postgres and a RabbitMQ for one test, which may stop and kill them, and deletes them afterwards.
    /// - Parameter hasClock: whether the test sets the clock of Postgres (``setClock(ahead:)``), which needs libfaketime.
    public static func separate<Result: Sendable>(
        hasClock: Bool = false, _ body: @Sendable (TestServers) async throws -> Result
    ) async throws -> Result {
        guard let parent = configuredHome else { throw TestServersError(reason) }
        let services = try await start(below: parent, hasClock: hasClock)
        do {
            let result = try await body(TestServers(home: services.home))
            try await services.run("destroy")
            return result
        } catch {
            _ = try? await services.run("destroy")
            throw error
        }
    }

    /// Starts servers in a home of their own. Many do at the same moment, and a port that was free when it was chosen may be
    /// somebody else's by the time it is listened on: then other ports are tried, three times in all.
    private static func start(below parent: String, hasClock: Bool, triesLeft: Int = 2) async throws -> Services {
        let names = ["HTTP", "AMQP", "POSTGRES", "MANAGEMENT", "DISTRIBUTION", "EPMD", "PROMETHEUS"]
        let ports = try await Services(home: parent).run("free-ports", "\(names.count)").split(separator: "\n")
        let settings = zip(names, ports).map { ("MUSTER_\($0)_PORT", String($1)) }
        let services = Services(
            home: "\(parent)/separate/\(UUID().uuidString.prefix(8).lowercased())",
            settings: Dictionary(settings) { first, _ in first })
        do {
            if hasClock { try await services.run("clock", "+0") }
            try await services.run("start")
            return services
        } catch {
            _ = try? await services.run("destroy")
            guard triesLeft > 0 else { throw error }
            return try await start(below: parent, hasClock: hasClock, triesLeft: triesLeft - 1)
        }
    }

    var services: Services { Services(home: home) }
}
