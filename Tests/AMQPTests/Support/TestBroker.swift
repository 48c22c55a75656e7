import AMQP
import Logging
import ServiceLifecycle
import TestServers
import Testing

/// A virtual host of the test's own, and what to reach it with.
struct TestBroker: Sendable {
    let host: TestVirtualHost

    /// A configuration that tries again quickly.
    func configuration(_ name: String = "test", port: Int? = nil) throws -> AMQPConfiguration {
        var configuration = try AMQPConfiguration(url: host.url, connectionName: name)
        configuration.port = port ?? configuration.port
        configuration.reconnectDelay = .milliseconds(20) ... .milliseconds(200)
        return configuration
    }

    func session() async throws -> AMQPSession {
        try await AMQPSession.connect(configuration("test session"))
    }

    /// Runs the test with a broker.
    static func with(_ body: (TestBroker, AMQPSession) async throws -> Void) async throws {
        try await TestServers.shared().withVirtualHost { host in
            let broker = TestBroker(host: host)
            let session = try await broker.session()
            try await body(broker, session)
            await session.close()
        }
    }
}

/// Runs a service while the body runs.
func running<S: Service, Result: Sendable>(
    _ service: S, _ body: (S) async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await service.run() }
        do {
            let result = try await body(service)
            group.cancelAll()
            try await group.waitForAll()
            return result
        } catch {
            group.cancelAll()
            throw error
        }
    }
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

extension AMQPSession {
    /// A durable quorum queue.
    func declareQuorumQueue(_ name: String, _ arguments: [String: AMQPFieldValue] = [:]) throws(AMQPError) {
        try declareQueue(name, arguments: ["x-queue-type": "quorum"].merging(arguments) { $1 })
    }

    /// Publishes messages whose bodies are numbered.
    func fill(_ queue: String, _ numbers: some Sequence<UInt8>) throws {
        for number in numbers {
            let outcome = try publish(Publication(exchange: "", routingKey: queue, body: [number]))
            try #require(outcome == .confirmed)
        }
    }

    /// How many messages are ready, as the broker answers at this moment.
    func ready(_ queue: String) throws(AMQPError) -> UInt32 {
        try declareQueue(queue, passive: true).messages
    }

    /// Takes all that is ready, until the queue says that nothing is.
    func drain(_ queue: String) throws(AMQPError) -> [[UInt8]] {
        var bodies: [[UInt8]] = []
        while let delivery = try get(queue) { bodies.append(delivery.body) }
        return bodies
    }

    /// Waits until so many messages are ready: while a consumer works, the count of a moment is one of many.
    nonisolated func awaitReady(_ count: UInt32, in queue: String) async throws {
        var seen: UInt32 = 0
        do {
            try await eventually("\(queue) has \(count) messages") {
                seen = try await ready(queue)
                return seen == count
            }
        } catch let error as TestServersError {
            throw TestFailure("\(error): it has \(seen)")
        }
    }
}

extension AMQPConsumer {
    /// Takes deliveries until there are `count`.
    nonisolated func take(_ count: Int) async throws -> [Delivery] {
        var deliveries: [Delivery] = []
        for await batch in batches {
            deliveries += batch
            if deliveries.count >= count { return deliveries }
        }
        throw TestFailure("the deliveries ended after \(deliveries.count) of \(count)")
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
