import AMQP
import BrokerTopology
import Foundation
import TestServers

/// A virtual host of a test's own, with the topology applied.
struct BrokerFixture {
    let host: TestVirtualHost
    let servers: TestServers
    let topology: Topology
    let management: ManagementClient
    let secrets: SecretDirectory

    /// Runs a test with a virtual host that has the topology.
    static func with(
        applied: Bool = true, _ body: (BrokerFixture) async throws -> Void
    ) async throws {
        let servers = try TestServers.shared()
        try await servers.withVirtualHost { host in
            let topology = try TopologyFixture.read()
            let fixture = BrokerFixture(
                host: host, servers: servers, topology: topology,
                management: try ManagementClient(url: host.managementURL, virtualHost: host.name),
                secrets: SecretDirectory(path: servers.secretsDirectory))
            try fixture.makeSecrets()
            if applied { try await fixture.management.apply(topology, secrets: fixture.secrets, settling: .zero) }
            try await body(fixture)
        }
    }

    /// Gives every user of the topology a password, once for all tests: users belong to the broker, not to a virtual host.
    private func makeSecrets() throws {
        for worker in topology.workers {
            let path = "\(servers.secretsDirectory)/\(worker.name).amqp-password"
            let draft = "\(path).\(UUID().uuidString)"
            try Data(UUID().uuidString.utf8).write(to: URL(fileURLWithPath: draft))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
            // Fails when another suite was quicker; its password then is the one.
            try? FileManager.default.linkItem(atPath: draft, toPath: path)
            try FileManager.default.removeItem(atPath: draft)
        }
    }

    /// Runs the body with a session of a worker's user, or of the operator's.
    func session<Result: Sendable>(
        as worker: String? = nil, _ body: (AMQPSession) async throws -> Result
    ) async throws -> Result {
        try await session(url: worker.map { try host.url(process: $0) } ?? host.url, body)
    }

    func session<Result: Sendable>(
        url: String, _ body: (AMQPSession) async throws -> Result
    ) async throws -> Result {
        let session = try await AMQPSession.connect(AMQPConfiguration(url: url, connectionName: "topology-tests"))
        do {
            let result = try await body(session)
            await session.close()
            return result
        } catch {
            await session.close()
            throw error
        }
    }

    /// A message that says which one it is.
    static func message(
        _ text: String, to exchange: String, _ key: String, isMandatory: Bool = true
    ) -> Publication {
        Publication(exchange: exchange, routingKey: key, isMandatory: isMandatory, body: Array(text.utf8))
    }

    /// Takes the next message, which arrives soon, without settling it.
    static func next(_ queue: String, _ session: AMQPSession) async throws -> Delivery {
        var delivery: Delivery?
        try await eventually("a message arrives in \(queue)") {
            delivery = try await session.get(queue)
            return delivery != nil
        }
        guard let delivery else { throw TestServersError("no message in \(queue)") }
        return delivery
    }
}
