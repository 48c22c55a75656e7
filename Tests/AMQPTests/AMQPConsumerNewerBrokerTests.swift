import AMQP
import Encodings
import LoopbackServers
import Testing

/// What newer brokers than the one that runs here do, and what they must be told. Released versions differ: from RabbitMQ 4.3
/// on, a quorum queue counts an attempt for `basic.reject` and for a closed channel, and none for `basic.nack`; and it ends a
/// consumer, not its channel, when a delivery is held for too long.
@Suite(.timeLimit(.minutes(10)))
struct AMQPConsumerNewerBrokerTests {
    private func consumer(_ broker: ScriptedBroker) throws -> AMQPConsumer {
        var configuration = try AMQPConfiguration(
            url: "amqp://guest:guest@127.0.0.1:\(broker.port)/", connectionName: "test")
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
            _ = await consumer.giveBack()
            let said = await broker.said { if case .closeChannel = $0 { true } else { false } }
            #expect(
                said == [
                    .openChannel(1), .consume(1), .ack(1, tag: 1, multiple: false), .cancel(1),
                    .nack(1, tag: 4, multiple: true, requeue: true), .closeChannel(1),
                ])
        }
    }

    /// What was given back without cost is counted by 4.3 in a header of its own: without it such a message would go round
    /// for ever.
    @Test func whatCameBackTooOftenStaysInHandWhateverCountsIt() async throws {
        let script: [[ScriptedBroker.Action]] = [
            [
                .deliver(1), .redeliver(deliveryCount: nil, acquiredCount: 12),
                .redeliver(deliveryCount: 1, acquiredCount: 2), .redeliver(deliveryCount: 10, acquiredCount: nil),
            ]
        ]
        let broker = try ScriptedBroker(script)
        try await running(consumer(broker)) { consumer in
            _ = try await consumer.take(4)
            let spared = await consumer.giveBack(sparing: 10)
            #expect(spared.map(\.body) == [[2], [4]])
            #expect(spared.map(\.deliveryCount) == [12, 10])
            consumer.ack(spared.map(\.tag))
            let said = await broker.said { if case .ack = $0 { true } else { false } }
            #expect(
                said == [
                    .openChannel(1), .consume(1), .cancel(1), .nack(1, tag: 1, multiple: false, requeue: true),
                    .nack(1, tag: 3, multiple: false, requeue: true), .ack(1, tag: 4, multiple: true),
                ])
        }
    }

    @Test(arguments: [("4.3.5", "4.3.5"), ("4.0.0+2", "4.0.0"), ("4.3.0-rc.1", "4.3.0"), ("next", nil), (nil, nil)])
    func aBrokerTellsItsVersion(_ said: String?, _ known: String?) async throws {
        var manners = ScriptedBroker.Manners()
        manners.version = said
        let broker = try ScriptedBroker([], manners)
        let session = try await AMQPSession.connect(
            AMQPConfiguration(url: "amqp://guest:guest@127.0.0.1:\(broker.port)/", connectionName: "test"))
        #expect(await session.server?.description == known)
        await session.close()
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
