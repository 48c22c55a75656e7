import AMQP
import TestServers
import Testing

/// A broker that runs out of memory says `connection.blocked` to who publishes. Its own, since it takes nobody's messages.
@Suite(.timeLimit(.minutes(10)), .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason)))
struct AMQPBlockedTests {
    private static let heartbeat: Duration = .seconds(2)
    /// More than a socket holds, so that the client has to stop in the middle.
    private static let count = 2000

    private func publication(_ number: Int) -> Publication {
        let padding = [UInt8](repeating: 0, count: 4000)
        return Publication(exchange: "", routingKey: "late", body: [UInt8(number >> 8), UInt8(number & 255)] + padding)
    }

    @Test func publishersWaitWithoutLossAndConsumersGoOn() async throws {
        try await TestServers.separate { servers in
            try await servers.withVirtualHost { host in
                let broker = TestBroker(host: host)
                let session = try await broker.session()
                try await session.declareQuorumQueue("early")
                try await session.declareQuorumQueue("late")
                try await session.fill("early", 0..<200)
                let events = ObservedEvents()
                var configuration = try broker.configuration()
                configuration.heartbeat = Self.heartbeat
                let publisher = AMQPPublisher(
                    configuration: configuration, logger: quiet, observer: events.observer)
                let consumer = try AMQPConsumer(
                    configuration: broker.configuration(), queue: "early", prefetch: 10, startsSlowly: false,
                    logger: quiet)
                try await running(publisher) { publisher in
                    try await holdUp(publisher, events, servers, consumer, session)
                }
                try await expectAll(session)
                await session.close()
            }
        }
    }

    /// What a connection that has published says is not read during the alarm, its end among it: nobody waits for an answer.
    @Test func whoHasPublishedEndsAllTheSame() async throws {
        try await TestServers.separate { servers in
            try await servers.withVirtualHost { host in
                let broker = TestBroker(host: host)
                let session = try await broker.session()
                try await session.declareQuorumQueue("late")
                await session.close()
                let events = ObservedEvents()
                let publisher = AMQPPublisher(
                    configuration: try broker.configuration(), logger: quiet, observer: events.observer)
                let waiting = try await running(publisher) { publisher in
                    let outcome = await publisher.publish(publication(0))
                    try #require(outcome == .confirmed)
                    try await servers.block(true)
                    let waiting = Task { await publisher.publish(publication(1), timeout: .seconds(300)) }
                    await events.blocked(true)
                    return waiting
                }
                guard case .unknown = await waiting.value else { throw TestFailure("it was not published") }
                try await servers.block(false)
            }
        }
    }

    /// Publishes into a broker that takes nothing for a while.
    private func holdUp(
        _ publisher: AMQPPublisher, _ events: ObservedEvents, _ servers: TestServers, _ consumer: AMQPConsumer,
        _ session: AMQPSession
    ) async throws {
        #expect(await publisher.publish(publication(0)) == .confirmed)
        #expect(!publisher.isBlocked)
        try await servers.block(true)
        let all = Task {
            await publisher.publish((1..<Self.count).map { publication($0) }, timeout: .seconds(300))
        }
        await events.blocked(true)
        #expect(publisher.isBlocked && publisher.isReady)
        // A caller without that patience learns why it waited.
        let impatient = await publisher.publish(publication(0), timeout: .milliseconds(100))
        guard case .unknown(let error) = impatient else { throw TestFailure("\(impatient)") }
        #expect(error.code == .blocked)
        try await running(consumer) { consumer in
            var taken = 0
            while taken < 200 {
                let deliveries = try await consumer.take(1)
                consumer.ack(deliveries.map(\.tag))
                taken += deliveries.count
            }
            try await eventually("what was taken is gone") { try await session.ready("early") == 0 }
        }
        // Longer than a broker is waited for that does not answer: this one does, and only does not read.
        try await Task.sleep(for: Self.heartbeat * 4)
        #expect(publisher.isBlocked && publisher.isReady)
        try await servers.block(false)
        await events.blocked(false)
        let outcomes = await all.value
        #expect(Set(outcomes) == [.confirmed])
        #expect(!publisher.isBlocked)
    }

    /// Each once, in order.
    private func expectAll(_ session: AMQPSession) async throws {
        var numbers: [Int] = []
        while let delivery = try await session.get("late") {
            numbers.append(Int(delivery.body[0]) << 8 | Int(delivery.body[1]))
            try await session.ack(delivery.tag)
        }
        #expect(numbers == Array(0..<Self.count))
    }
}
