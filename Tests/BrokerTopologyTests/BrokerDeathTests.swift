import AMQP
import BrokerTopology
import TestServers
import Testing

/// A broker that dies without a word right after something was declared. RabbitMQ 3.10.8 can put what is confirmed in such a
/// quorum queue out of reach, and says all the same that the queue is there.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)), .serialized)
struct BrokerDeathTests {
    private static let count = 20

    /// Fills a queue, lets the broker die, and starts it again.
    private func dieWith(
        _ queue: String, _ servers: TestServers, _ host: TestVirtualHost, declaring: Bool = false
    ) async throws {
        let session = try await AMQPSession.connect(AMQPConfiguration(url: host.url, connectionName: "death"))
        if declaring { try await session.declareQueue(queue, arguments: ["x-queue-type": "quorum"]) }
        // The topology keeps everybody from the default exchange.
        let (exchange, key) = declaring ? ("", queue) : (queue, "work")
        for number in 0..<Self.count {
            let publication = Publication(exchange: exchange, routingKey: key, body: [UInt8(number)])
            let outcome = try await session.publish(publication)
            #expect(outcome == .confirmed)
        }
        try await servers.kill(.broker)
        try await servers.start(.broker)
    }

    private func count(_ queue: String, _ host: TestVirtualHost) async throws -> Int {
        var count = 0
        let session = try await AMQPSession.connect(AMQPConfiguration(url: host.url, connectionName: "death"))
        while let delivery = try await session.get(queue) {
            try await session.ack(delivery.tag)
            count += 1
        }
        await session.close()
        return count
    }

    /// Applying takes as long as it takes until nothing of that can happen any more.
    @Test func whatIsSentAfterTheTopologyWasAppliedSurvives() async throws {
        try await TestServers.separate { servers in
            try await servers.withVirtualHost { host in
                let management = try ManagementClient(url: host.managementURL, virtualHost: host.name)
                let topology = try TopologyFixture.read()
                try await management.apply(topology, secrets: nil)
                try await dieWith("notifier", servers, host)
                #expect(try await count("notifier", host) == Self.count)
                // Queues come back one after the other; one that is lost never does.
                try await eventually("every queue answers") {
                    try await management.silentQueues(of: topology).isEmpty
                }
            }
        }
    }

    /// Without that time it may happen; then the check names the queue, and nothing that can be reached is missing unnoticed.
    @Test func aQueueOutOfReachIsNamed() async throws {
        try await TestServers.separate { servers in
            try await servers.withVirtualHost { host in
                let management = try ManagementClient(url: host.managementURL, virtualHost: host.name)
                let topology = try TopologyFixture.read()
                try await dieWith("notifier", servers, host, declaring: true)
                let silent = try await management.silentQueues(of: topology).map(\.object)
                if silent.isEmpty {
                    #expect(try await count("notifier", host) == Self.count)
                } else {
                    #expect(silent == ["queue notifier"])
                }
                print("after a death right behind the declaration, out of reach: \(silent)")
            }
        }
    }
}
