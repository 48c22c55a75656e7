import Curl
import Digests
import Encodings
import Foundation
import JSON
import SampleOrganisation
import TestServers

/// A running `muster-intake` with a database of its own, a configuration and a key. The broker is away.
struct IntakeProcess: Sendable {
    static let key = "mus_testtest_" + String(repeating: "A", count: 43)
    /// A key that only reads, of the source `dashboard`.
    static let readingKey = "mus_readonly_" + String(repeating: "A", count: 43)

    /// A key of the source `grafana`, which signs its webhooks with the secret.
    static let signingKey = "mus_signsign_" + String(repeating: "A", count: 43)
    static let secret = "a secret of a contact point"

    let database: TestDatabase
    let url: String
    /// Where it takes mail.
    let mailPort: Int
    private let environment: [String: String]
    private let client: CurlClient

    /// Runs a test against it.
    static func run(
        environment: [String: String] = [:], _ body: (IntakeProcess) async throws -> Void
    ) async throws {
        let servers = try TestServers.shared()
        try await servers.withDatabase(template: TestServers.migratedTemplate) { database in
            try await prepare(database)
            try await start(database, environment, body)
        }
    }

    /// Runs a second instance on the same database.
    func second(_ body: (IntakeProcess) async throws -> Void) async throws {
        try await Self.start(database, environment, body)
    }

    private static func start(
        _ database: TestDatabase, _ environment: [String: String], _ body: (IntakeProcess) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let portFile = directory.appendingPathComponent("port").path
        let mailPortFile = directory.appendingPathComponent("mail-port").path
        let program = try TestProgram(
            TestProgram.product("muster-intake"),
            environment: [
                "MUSTER_DATABASE_URL": try database.url(process: "intake"),
                "MUSTER_AMQP_URL": "amqp://intake:none@127.0.0.1:1/none", "MUSTER_PORT_FILE": portFile,
                "MUSTER_SMTP_PORT": "0", "MUSTER_SMTP_PORT_FILE": mailPortFile,
                "MUSTER_PUBLIC_URL": "https://muster.example.org", "MUSTER_LOG_LEVEL": "error",
                "GRAFANA_SECRET": secret, "PHONES_TOKEN": "token-of-phones",
            ].merging(environment) { $1 }
        ).start()
        do {
            try await eventually("intake listens") {
                guard program.isRunning else { throw TestServersError("intake ended: \(program.errors)") }
                return [portFile, mailPortFile].allSatisfy { FileManager.default.fileExists(atPath: $0) }
            }
            let port = try String(contentsOfFile: portFile, encoding: .utf8).filter(\.isNumber)
            let mailPort = try String(contentsOfFile: mailPortFile, encoding: .utf8).filter(\.isNumber)
            let intake = IntakeProcess(
                database: database, url: "http://127.0.0.1:\(port)", mailPort: Int(mailPort) ?? 0,
                environment: environment, client: try client())
            try await eventually("intake is connected to the database") {
                try await intake.get("/readyz", key: nil).status == 200
            }
            try await body(intake)
        } catch {
            program.send(signal: SIGKILL)
            await program.end()
            throw error
        }
        program.send(signal: SIGTERM)
        let result = await program.end()
        guard result.status == 0, !result.wasKilled else {
            throw TestServersError("intake did not stop as it should: \(result.errors)")
        }
    }

    private static func client() throws -> CurlClient {
        guard let loopback = CIDR("127.0.0.0/8") else { throw TestServersError("no network") }
        return CurlClient(
            policy: OutboundPolicy(allowedNetworks: [loopback], plainHTTPHosts: ["127.0.0.1"]),
            maximumConnectionsPerHost: 32)
    }

    private static func prepare(_ database: TestDatabase) async throws {
        let document = Samples.organisationJSON.text().replacingOccurrences(of: "'", with: "''")
        try await database.run(
            sql: """
                insert into core.configuration (digest, document, applied_by) values ('x', '\(document)', 'test');
                insert into core.api_key (prefix, name, digest, scopes) values ('testtest', 'prometheus',
                    decode('\(Hex.encode(sha256(key)))', 'hex'),
                    array['alerts:write', 'incidents:read', 'incidents:write', 'playbooks:start', 'administration']),
                    ('readonly', 'dashboard', decode('\(Hex.encode(sha256(readingKey)))', 'hex'),
                    array['incidents:read']),
                    ('signsign', 'grafana', decode('\(Hex.encode(sha256(signingKey)))', 'hex'), array['alerts:write']);
                """)
    }

    // MARK: Requests

    func get(_ path: String, key: String? = IntakeProcess.key) async throws -> Reply {
        try await send("GET", path, key: key)
    }

    func post(_ path: String, _ json: JSON, headers: [(String, String)] = []) async throws -> Reply {
        try await send("POST", path, body: json.bytes(), headers: [("Content-Type", "application/json")] + headers)
    }

    func patch(_ path: String, _ json: JSON, headers: [(String, String)] = []) async throws -> Reply {
        try await send("PATCH", path, body: json.bytes(), headers: [("Content-Type", "application/json")] + headers)
    }

    func send(
        _ method: String, _ path: String, key: String? = IntakeProcess.key, body: [UInt8] = [],
        headers: [(String, String)] = []
    ) async throws -> Reply {
        var request = HTTPRequest(
            method, url + path, headers: HTTPHeaders(headers), body: body, deadline: .seconds(30),
            maximumResponseBytes: 8 << 20)
        if let key { request.authorize(bearer: key) }
        let response = try await client.send(request)
        return Reply(
            status: response.status, json: (try? JSON.parse(response.body)) ?? .null, headers: response.headers,
            text: String(decoding: response.body, as: UTF8.self))
    }

    /// Sends a mail.
    /// - Throws: `CurlError` with the answer of the server.
    func mail(_ content: String, from sender: String, to recipients: String...) async throws {
        try await client.send(
            MailMessage(from: sender, to: recipients, content: Array(content.utf8)),
            via: SMTPServer(host: "127.0.0.1", port: mailPort, security: .none))
    }

    /// An answer.
    struct Reply: Sendable {
        var status: Int
        var json: JSON
        var headers: HTTPHeaders
        /// The body as it came.
        var text: String
    }
}
