import AMQP
import LoopbackServers
import TestServers
import Testing

/// A queue that was deleted and declared again at once under its consumer counts that consumer still, says nothing, and
/// hands it messages that never arrive (RabbitMQ 3.10.8). Whoever hears nothing for a while asks anew.
@Suite(.timeLimit(.minutes(10)))
struct AMQPConsumerSilenceTests {
    private func consumer(_ configuration: AMQPConfiguration, silence: Duration) -> AMQPConsumer {
        AMQPConsumer(
            configuration: configuration, queue: "work", prefetch: 10, startsSlowly: false, silence: silence,
            logger: quiet)
    }

    private func scripted(_ broker: ScriptedBroker) throws -> AMQPConfiguration {
        try AMQPConfiguration(url: "amqp://guest:guest@127.0.0.1:\(broker.port)/", connectionName: "test")
    }

    @Test func whoHearsNothingConsumesAnewOnAnotherChannel() async throws {
        let broker = try ScriptedBroker([[], [.deliver(1)]])
        try await running(consumer(scripted(broker), silence: .milliseconds(50))) { consumer in
            let said = await broker.said { if case .consume(2) = $0 { true } else { false } }
            #expect(said == [.openChannel(1), .consume(1), .cancel(1), .closeChannel(1), .openChannel(2), .consume(2)])
            let bodies = try await consumer.take(1).map(\.body)
            #expect(bodies == [[1]])
            #expect(consumer.isReady)
        }
    }

    /// What is in hand would go back, and be handled twice.
    @Test func whoHasSomethingInHandKeepsItsChannel() async throws {
        let broker = try ScriptedBroker([[.deliver(1)], []])
        try await running(consumer(scripted(broker), silence: .milliseconds(50))) { consumer in
            let inHand = try await consumer.take(1)
            await consumer.pause()
            await consumer.resume()
            _ = await broker.said { if case .cancel = $0 { true } else { false } }
            try await eventually("it consumes again") { consumer.isReady }
            consumer.ack(inHand.map(\.tag))
            let said = await broker.said { if case .closeChannel = $0 { true } else { false } }
            let isSettled = said.contains { if case .ack = $0 { true } else { false } }
            #expect(isSettled, "first it is settled: \(said)")
        }
    }

    @Test(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"))
    func aQueueThatIsDeletedAndDeclaredAtOnceIsConsumedAgain() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let events = ObservedEvents()
            let consumer = AMQPConsumer(
                configuration: try broker.configuration(), queue: "work", prefetch: 10, startsSlowly: false,
                silence: .seconds(2), logger: quiet, observer: events.observer)
            try await running(consumer) { consumer in
                await events.connected()
                try await session.deleteQueue("work")
                try await session.declareQuorumQueue("work")
                try await session.fill("work", 0..<3)
                let bodies = try await consumer.take(3).map { $0.body[0] }
                #expect(bodies.sorted() == [0, 1, 2])
            }
        }
    }
}
