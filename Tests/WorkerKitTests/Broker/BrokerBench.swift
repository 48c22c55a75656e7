import AMQP
import Logging
import TestServers
import Testing
import WorkerKit
import WorkerTesting

/// Which broker a test of the conformance suite runs on.
enum BrokerKind: CaseIterable, Sendable {
    case memory, rabbitMQ

    /// Runs a test with queues `worker`, `worker.retry.1s`, `worker.dead` and `full`, and the keys `work`, `retry.1s`, `dead`
    /// and `both` (to `full` and `worker.dead`) of the exchange `worker`.
    func run(prefetch: Int = 10, _ body: @Sendable (any BrokerBench) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(MemoryBench(prefetch: prefetch))
        case .rabbitMQ: try await RabbitMQBench.run(prefetch: prefetch, body)
        }
    }
}

/// A broker on its test bench.
protocol BrokerBench: Sendable {
    var deliveries: any Deliveries { get }
    var publications: any Publications { get }

    /// Messages of a queue that are ready.
    func ready(_ queue: String) async throws -> Int
    /// Makes a queue refuse what comes; returns what it holds then.
    func fillUp(_ queue: String) async throws -> Int
    /// Lets the connections be lost and made anew.
    func loseConnection() async throws
    /// Ends the consumer; what it has not settled is back in the queue.
    func hangUp() async throws
    /// Lets time pass for the rungs.
    func elapse(_ time: Duration) async
}

extension BrokerBench {
    func publish(_ exchange: String, _ key: String, _ body: [UInt8], isMandatory: Bool = true) async -> PublishOutcome {
        await publications.publish(
            Publication(exchange: exchange, routingKey: key, isMandatory: isMandatory, body: body),
            timeout: .seconds(20))
    }

    /// Publishes numbered messages to the worker.
    func fill(_ numbers: ClosedRange<UInt8>) async throws {
        let outcomes = await publications.publish(
            numbers.map { Publication(exchange: "worker", routingKey: "work", body: [$0]) }, timeout: .seconds(20))
        try #require(outcomes.allSatisfy { $0 == .confirmed })
    }

    /// Takes deliveries until there are so many.
    func take(_ count: Int) async throws -> [Delivery] {
        var taken: [Delivery] = []
        while taken.count < count { taken += try #require(await deliveries.next()) }
        return taken
    }

    /// Expects so many messages to be ready: RabbitMQ counts a moment late.
    func expect(_ count: Int, in queue: String) async throws {
        try await eventually("\(count) are ready in \(queue)") { try await ready(queue) == count }
    }
}

/// The broker in memory.
private struct MemoryBench: BrokerBench {
    let broker = InMemoryBroker(workers: ["worker"])
    let consumer: InMemoryConsumer

    init(prefetch: Int) {
        consumer = broker.consumer(of: "worker", prefetch: prefetch)
        broker.declare(queue: "full")
        for queue in ["full", "worker.dead"] { broker.bind(queue, to: "worker", routingKey: "both") }
    }

    var deliveries: any Deliveries { consumer }
    var publications: any Publications { broker.publisher }

    func ready(_ queue: String) async throws -> Int { broker.snapshot.ready(queue).count }

    func fillUp(_ queue: String) async throws -> Int {
        broker.refuse(queue)
        return 0
    }

    func loseConnection() async throws {
        broker.disconnect()
        broker.reconnect()
    }

    func hangUp() async throws { consumer.finish() }

    func elapse(_ time: Duration) async { broker.advance(by: time) }
}

/// RabbitMQ, in a virtual host of the test's own.
private struct RabbitMQBench: BrokerBench {
    let host: TestVirtualHost
    let session: AMQPSession
    let consumer: AMQPConsumer
    let publisher: AMQPPublisher
    let consuming: Task<Void, any Error>

    static func run(prefetch: Int, _ body: @Sendable (any BrokerBench) async throws -> Void) async throws {
        try await TestServers.shared().withVirtualHost { host in
            var configuration = try AMQPConfiguration(url: host.url, connectionName: "conformance")
            configuration.reconnectDelay = .milliseconds(20) ... .milliseconds(200)
            let session = try await AMQPSession.connect(configuration)
            try await declare(session)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let publisher = AMQPPublisher(configuration: configuration, logger: logger)
            let consumer = AMQPConsumer(
                configuration: configuration, queue: "worker", prefetch: UInt16(prefetch), startsSlowly: false,
                logger: logger)
            let tasks = (consuming: Task { try await consumer.run() }, publishing: Task { try await publisher.run() })
            defer {
                tasks.consuming.cancel()
                tasks.publishing.cancel()
            }
            try await body(
                RabbitMQBench(
                    host: host, session: session, consumer: consumer, publisher: publisher, consuming: tasks.consuming))
            await session.close()
        }
    }

    private static func declare(_ session: AMQPSession) async throws {
        try await session.declareExchange("worker", type: "direct")
        let letters: [String: AMQPFieldValue] = [
            "x-queue-type": "quorum", "x-dead-letter-exchange": "worker", "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        ]
        try await session.declareQueue(
            "worker", arguments: letters.merging(["x-dead-letter-routing-key": "dead"]) { $1 })
        try await session.declareQueue(
            "worker.retry.1s",
            arguments: letters.merging(["x-dead-letter-routing-key": "work", "x-message-ttl": 1000]) { $1 })
        try await session.declareQueue("worker.dead", arguments: ["x-queue-type": "quorum"])
        try await session.declareQueue(
            "full", arguments: ["x-queue-type": "quorum", "x-max-length": 1, "x-overflow": "reject-publish"])
        for (queue, key) in [
            ("worker", "work"), ("worker.retry.1s", "retry.1s"), ("worker.dead", "dead"), ("full", "both"),
            ("full", "full"), ("worker.dead", "both"),
        ] {
            try await session.bindQueue(queue, to: "worker", routingKey: key)
        }
    }

    var deliveries: any Deliveries { consumer }
    var publications: any Publications { publisher }

    func ready(_ queue: String) async throws -> Int {
        Int(try await session.declareQueue(queue, passive: true).messages)
    }

    func fillUp(_ queue: String) async throws -> Int {
        var outcome = PublishOutcome.confirmed
        while outcome == .confirmed { outcome = await publish("worker", "full", [0]) }
        return try await ready("full")
    }

    func loseConnection() async throws {
        // The management API learns of connections some seconds late.
        try await eventually("the connections are closed", every: .milliseconds(200)) {
            try await host.closeConnections(whenListed: 2)
        }
    }

    func hangUp() async throws {
        consuming.cancel()
        try await consuming.value
        try await eventually("the consumer is gone") {
            try await session.declareQueue("worker", passive: true).consumers == 0
        }
    }

    func elapse(_ time: Duration) async {}
}
