import AMQP
import LoopbackServers
import Testing

/// What newer brokers than the one that runs here do, and what they must be told. Released versions differ: from RabbitMQ 4.3
/// on, a quorum queue counts an attempt for `basic.reject` and for a closed channel, and none for `basic.nack`; and it ends a
/// consumer, not its channel, when a delivery is held for too long.
@Suite(.timeLimit(.minutes(2)))
struct AMQPConsumerNewerBrokerTests {
    private func consumer(_ broker: ScriptedBroker) throws -> AMQPConsumer {
        var configuration = try AMQPConfiguration(
            url: "amqp://guest:guest@127.0.0.1:\(broker.server.port)/", connectionName: "test")
        configuration.reconnectDelay = .milliseconds(20) ... .milliseconds(200)
        return AMQPConsumer(
            configuration: configuration, queue: "work", prefetch: 10, startsSlowly: false, logger: quiet)
    }

    @Test func aMessageGoesBackWithoutCostingAnAttempt() async throws {
        let broker = try ScriptedBroker([[.deliver(2)]])
        try await running(consumer(broker)) { consumer in
            let deliveries = try await consumer.take(2)
            consumer.reject([deliveries[1].tag], requeue: true)
            let said = await broker.said {
                if case .consume = $0 { false } else if case .openChannel = $0 { false } else { true }
            }
            #expect(said.last == .nack(1, tag: 2, multiple: false, requeue: true))
        }
    }

    @Test func aMessageIsRefusedForGoodWithReject() async throws {
        let broker = try ScriptedBroker([[.deliver(1)]])
        try await running(consumer(broker)) { consumer in
            let deliveries = try await consumer.take(1)
            consumer.reject(deliveries.map(\.tag), requeue: false)
            let said = await broker.said { if case .reject = $0 { true } else { false } }
            #expect(said.last == .reject(1, tag: 1, requeue: false))
        }
    }

    @Test func everythingGoesBackBeforeTheChannelCloses() async throws {
        let broker = try ScriptedBroker([[.deliver(4)]])
        try await running(consumer(broker)) { consumer in
            let deliveries = try await consumer.take(4)
            consumer.ack([deliveries[0].tag])
            await consumer.giveBack()
            let said = await broker.said { if case .closeChannel = $0 { true } else { false } }
            #expect(
                said == [
                    .openChannel(1), .consume(1), .ack(1, tag: 1, multiple: false), .cancel(1),
                    .nack(1, tag: 4, multiple: true, requeue: true), .closeChannel(1),
                ])
        }
    }

    @Test func aConsumerThatTheBrokerEndsIsLeftWithItsChannel() async throws {
        let broker = try ScriptedBroker([[.deliver(2), .cancel], [.deliver(1)]])
        try await running(consumer(broker)) { consumer in
            let said = await broker.said { if case .consume(2) = $0 { true } else { false } }
            #expect(said == [.openChannel(1), .consume(1), .cancel(1), .closeChannel(1), .openChannel(2), .consume(2)])
            // What the first consumer was given is back in the queue: of it nothing is handed on or settled.
            let delivery = try #require(try await consumer.take(1).first)
            #expect(delivery.body == [1])
            consumer.ack([delivery.tag])
            let settled = await broker.said { if case .ack = $0 { true } else { false } }
            #expect(settled == [.ack(2, tag: 1, multiple: false)])
        }
    }
}
