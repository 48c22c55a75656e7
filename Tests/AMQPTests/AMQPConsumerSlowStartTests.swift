import AMQP
import TestServers
import Testing

@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason))
)
struct AMQPConsumerSlowStartTests {
    private static let poison: [UInt8] = [7]

    /// A process' life: handles messages until it meets the poisonous one, which ends it, or until the queue is empty.
    private func live(
        _ broker: TestBroker, _ handled: inout [[UInt8]], until: Int
    ) async throws {
        let consumer = try AMQPConsumer(
            configuration: broker.configuration(), queue: "work", prefetch: 10, startsSlowly: true,
            logger: quiet)
        var seen: [[UInt8]] = []
        try await running(consumer) { consumer in
            for await batch in consumer.batches {
                for delivery in batch {
                    if delivery.body == Self.poison { return }
                    seen.append(delivery.body)
                    consumer.ack([delivery.tag])
                }
                if handled.count + seen.count >= until { return }
            }
        }
        handled += seen
    }

    @Test func aMessageThatKillsItsConsumerDiesAlone() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("dead")
            try await session.declareQuorumQueue(
                "work",
                ["x-delivery-limit": 3, "x-dead-letter-exchange": "", "x-dead-letter-routing-key": "dead"])
            try await session.fill("work", 0..<20)
            var handled: [[UInt8]] = []
            while handled.count < 19 { try await live(broker, &handled, until: 19) }
            #expect(Set(handled).count == 19)
            try await eventually("the poisonous one is dead") { try await session.ready("dead") == 1 }
            #expect(try await session.get("dead")?.body == Self.poison)
        }
    }

    @Test func consumesWithTheFullPrefetchAfterAFreshMessage() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<20)
            let consumer = try AMQPConsumer(
                configuration: broker.configuration(), queue: "work", prefetch: 10, startsSlowly: true, logger: quiet)
            try await running(consumer) { consumer in
                let first = try await consumer.take(1)
                #expect(first.count == 1)
                try await session.awaitReady(19, in: "work")
                consumer.ack(first.map(\.tag))
                #expect(try await consumer.take(10).count >= 10)
            }
        }
    }

    /// RabbitMQ 3.10.8 hands a first delivery out with whatever its sender wrote as its count.
    @Test func aForgedCountKeepsNobodySlow() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let forged = AMQPProperties(headers: ["x-delivery-count": 7])
            for number in UInt8(0)..<4 {
                let outcome = try await session.publish(
                    Publication(exchange: "", routingKey: "work", properties: forged, body: [number]))
                #expect(outcome == .confirmed)
            }
            let consumer = try AMQPConsumer(
                configuration: broker.configuration(), queue: "work", prefetch: 10, startsSlowly: true, logger: quiet)
            try await running(consumer) { consumer in
                let first = try await consumer.take(1)
                #expect(first.map(\.deliveryCount) == [0] && first[0].properties.headers.isEmpty)
                consumer.ack(first.map(\.tag))
                #expect(try await consumer.take(3).count == 3)
            }
        }
    }

    @Test func staysSlowWhileMessagesWereDeliveredBefore() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<5)
            for _ in 0..<3 {
                let delivery = try #require(try await session.get("work"))
                try await session.reject(delivery.tag, requeue: true)
            }
            let consumer = try AMQPConsumer(
                configuration: broker.configuration(), queue: "work", prefetch: 10, startsSlowly: true, logger: quiet)
            try await running(consumer) { consumer in
                var fresh = false
                var seen = 0
                while !fresh {
                    let batch = try await consumer.take(1)
                    #expect(batch.count == 1)
                    seen += 1
                    fresh = batch[0].deliveryCount == 0
                    try await session.awaitReady(UInt32(5 - seen), in: "work")
                    consumer.ack(batch.map(\.tag))
                }
                _ = try await consumer.take(5 - seen)
            }
        }
    }
}
