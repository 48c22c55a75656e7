import Curl
import Foundation
import JSON
import Logging
import Postgres
import Synchronization
import TestServers

/// A whole stack of one test: a database and a virtual host of its own, set up by the operator's real commands, and the
/// real processes, which the test starts, stops and kills.
final class Stack: Sendable {
    let servers: TestServers
    let database: TestDatabase
    let host: TestVirtualHost
    /// Mail, port files and the like; deleted afterwards.
    let folder: URL
    /// The operator's session, to look at rows and to hold locks.
    let operatorClient: PostgresClient
    let http: CurlClient
    /// What has been started, and where it answers.
    let running: Mutex<Running>

    struct Running {
        var programs: [(name: String, program: RunningProgram)] = []
        var key = ""
        var intakeURL: String?
        /// Whose programs are run.
        var release: Release
    }

    private init(
        _ servers: TestServers, _ database: TestDatabase, _ host: TestVirtualHost, _ release: Release
    ) throws {
        running = Mutex(Running(release: release))
        self.servers = servers
        self.database = database
        self.host = host
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("survival-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var configuration = try PostgresConfiguration(url: database.url, applicationName: "survival-tests")
        configuration.poolSize = 3
        configuration.statementTimeout = .seconds(120)
        configuration.idleInTransactionTimeout = .seconds(300)
        operatorClient = PostgresClient(
            configuration: configuration, logger: Logger(label: "survival") { _ in SwiftLogNoOpLogHandler() })
        guard let loopback = CIDR("127.0.0.0/8") else { throw TestServersError("no network") }
        http = CurlClient(
            policy: OutboundPolicy(allowedNetworks: [loopback], plainHTTPHosts: ["127.0.0.1"]),
            maximumConnectionsPerHost: 32)
    }

    /// Runs a test with a stack of which no process runs yet.
    ///
    /// - Parameters:
    ///   - servers: those of the test run, unless the test kills its own.
    ///   - release: who sets it up, with its own migrations and topology.
    ///   - organisation: the configuration, in YAML.
    static func run(
        on servers: TestServers? = nil, of release: Release = .this, organisation: String = Organisation.yaml(),
        _ body: (Stack) async throws -> Void
    ) async throws {
        let all = try servers ?? .shared()
        let isMigrated = servers == nil && release == .this
        let database = try await all.makeDatabase(template: isMigrated ? TestServers.migratedTemplate : nil)
        let host = try await all.makeVirtualHost()
        let stack = try Stack(all, database, host, release)
        let session = Task { try await stack.operatorClient.run() }
        do {
            try await stack.setUp(organisation, migrates: !isMigrated)
            try await body(stack)
        } catch {
            stack.tellWhatTheProcessesSaid()
            await stack.tearDown()
            session.cancel()
            throw error
        }
        await stack.tearDown()
        session.cancel()
    }

    private func setUp(_ organisation: String, migrates: Bool) async throws {
        try servers.makeProcessSecrets()
        if migrates { try await muster("migrate", "up", "--secrets", servers.secretsDirectory) }
        try await applyTopology()
        let file = folder.appendingPathComponent("organisation.yaml")
        try Data(organisation.utf8).write(to: file)
        try await muster("config", "apply", file.path)
        let scopes = ["alerts:write", "incidents:read", "incidents:write", "playbooks:start", "administration"].flatMap
        { ["--scope", $0] }
        let created = try await musterJSON(["keys", "create", "survival"] + scopes)
        running.withLock { $0.key = created["key"]?.stringValue ?? "" }
    }

    /// Users belong to the broker, which refuses one of two that change the same user at the same moment.
    func applyTopology() async throws {
        try await eventually("the topology is applied", within: .seconds(60), every: .milliseconds(200)) {
            let result = try await runMuster(["topology", "apply", "--secrets", servers.secretsDirectory])
            if result.status == 0 { return true }
            guard result.errors.contains("/api/users/") else { throw TestServersError(result.errors) }
            return false
        }
    }

    private func tearDown() async {
        for (_, program) in running.withLock({ $0.programs }) {
            program.send(signal: SIGKILL)
            await program.end()
        }
        try? await host.drop()
        try? await database.drop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What helps to find out why a test failed: the end of what each process said, and all of it in a folder that
    /// `MUSTER_TEST_LOGS` names.
    func tellWhatTheProcessesSaid() {
        let logs = ProcessInfo.processInfo.environment["MUSTER_TEST_LOGS"].map { URL(fileURLWithPath: $0) }
        for (name, program) in running.withLock({ $0.programs }) {
            let text = program.output + program.errors
            let lines = text.split(separator: "\n").suffix(15)
            print("--- the end of what \(name) (\(program.pid)) said\n\(lines.joined(separator: "\n"))")
            if let file = logs?.appendingPathComponent("\(database.name).\(name).\(program.pid).log") {
                try? Data(text.utf8).write(to: file)
            }
        }
    }
}
