import AMQP
import Glibc
import TestServers
import Testing

@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason))
)
struct AMQPConsumerTests {
    private func consumer(
        _ broker: TestBroker, prefetch: UInt16 = 10, port: Int? = nil, heartbeat: Duration = .seconds(10),
        _ events: ObservedEvents = ObservedEvents()
    ) throws -> AMQPConsumer {
        var configuration = try broker.configuration("consumer", port: port)
        configuration.heartbeat = heartbeat
        return AMQPConsumer(
            configuration: configuration, queue: "work", prefetch: prefetch, startsSlowly: false, logger: quiet,
            observer: events.observer)
    }

    /// Waits until no consumer is left, so that everything unsettled is back.
    private func ready(_ session: AMQPSession, _ queue: String = "work") async throws -> UInt32 {
        try await eventually("the consumer is gone") {
            try await session.declareQueue(queue, passive: true).consumers == 0
        }
        return try await session.ready(queue)
    }

    @Test func deliversWhatWasPublished() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareExchange("events")
            try await session.declareQuorumQueue("work")
            try await session.bindQueue("work", to: "events", routingKey: "a.#")
            let properties = AMQPProperties(
                contentType: "application/json", contentEncoding: "utf-8", priority: 3, correlationID: "c",
                replyTo: "r", expiration: "600000", messageID: "m", timestamp: 1_700_000_000, type: "t",
                userID: try broker.configuration().user, appID: "app",
                headers: [
                    "bool": true, "int": -1, "double": .double(0.5), "text": "é", "bytes": .bytes([0, 255]),
                    "time": .timestamp(7), "list": .array([1, "x", .null]), "table": .table(["inner": false]),
                ])
            let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
            let outcome = try await session.publish(
                Publication(exchange: "events", routingKey: "a.b", properties: properties, body: body))
            #expect(outcome == .confirmed)
            try await running(consumer(broker)) { consumer in
                let delivery = try #require(try await consumer.take(1).first)
                #expect(delivery.exchange == "events")
                #expect(delivery.routingKey == "a.b")
                #expect(delivery.properties == properties)
                #expect(delivery.body == body)
                #expect(!delivery.isRedelivered)
                #expect(delivery.deliveryCount == 0)
                consumer.ack([delivery.tag])
            }
            #expect(try await ready(session) == 0)
        }
    }

    @Test func emptyBodiesAndNoPropertiesArrive() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let transient = Publication(
                exchange: "", routingKey: "work", properties: AMQPProperties(isPersistent: false), body: [])
            _ = try await session.publish(transient)
            try await session.fill("work", [1])
            try await running(consumer(broker)) { consumer in
                let deliveries = try await consumer.take(2)
                #expect(deliveries.map(\.body) == [[], [1]])
                #expect(deliveries[0].properties == AMQPProperties(isPersistent: false))
            }
        }
    }

    @Test func prefetchBoundsWhatIsInHand() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<20)
            try await running(consumer(broker, prefetch: 5)) { consumer in
                let first = try await consumer.take(5)
                #expect(first.count == 5)
                try await session.awaitReady(15, in: "work")
                consumer.ack(first.map(\.tag))
                let second = try await consumer.take(5)
                #expect(second.count == 5)
                #expect(second.map(\.body) == (5..<10).map { [UInt8($0)] })
                try await session.awaitReady(10, in: "work")
            }
        }
    }

    @Test func batchedAcknowledgementsLeaveNothingUnsettled() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let publisher = try AMQPPublisher(configuration: broker.configuration(), logger: quiet)
            _ = try await running(publisher) { publisher in
                await publisher.publish(
                    (0..<2000).map { _ in Publication(exchange: "", routingKey: "work", body: [0]) })
            }
            try await running(consumer(broker, prefetch: 100)) { consumer in
                var seen = 0
                for await batch in consumer.batches {
                    seen += batch.count
                    for delivery in batch.shuffled() { consumer.ack([delivery.tag]) }
                    if seen == 2000 { break }
                }
            }
            #expect(try await ready(session) == 0)
        }
    }

    /// With two in hand one finishes behind the first, as few as may wait a moment for it; with four, more. Nothing else
    /// wakes the consumer up: with heartbeats this rare, waiting for one of them each time would take too long by far.
    @Test(arguments: [2, 4]) func acknowledgesOutOfOrderWhileTheFirstIsStillInHand(prefetch: Int) async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<40)
            try await running(consumer(broker, prefetch: UInt16(prefetch), heartbeat: .seconds(3600))) { consumer in
                var rest = try await consumer.take(prefetch)
                let slow = rest.removeFirst()
                var seen = prefetch
                // More can only come when the others are acknowledged although the first is not.
                while seen < 40 {
                    consumer.ack(rest.map(\.tag))
                    rest = try await consumer.take(1)
                    seen += rest.count
                }
                consumer.ack(rest.map(\.tag))
                consumer.ack([slow.tag])
            }
            #expect(try await ready(session) == 0)
        }
    }

    @Test func rejectedMessagesGoBackOrToTheDeadLetterQueue() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("dead")
            try await session.declareQuorumQueue(
                "work", ["x-dead-letter-exchange": "", "x-dead-letter-routing-key": "dead"])
            try await session.fill("work", [1, 2])
            try await running(consumer(broker)) { consumer in
                let deliveries = try await consumer.take(2)
                consumer.reject([deliveries[0].tag], requeue: true)
                let again = try #require(try await consumer.take(1).first)
                #expect(again.body == [1])
                #expect(again.isRedelivered)
                #expect(again.deliveryCount == 1)
                consumer.reject([again.tag, deliveries[1].tag], requeue: false)
                try await eventually("both are dead") { try await session.ready("dead") == 2 }
            }
            #expect(try await ready(session) == 0)
        }
    }

    @Test func pauseKeepsWhatIsInHand() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<6)
            try await running(consumer(broker, prefetch: 2)) { consumer in
                let inHand = try await consumer.take(2)
                await consumer.pause()
                #expect(consumer.isReady)
                consumer.ack(inHand.map(\.tag))
                try await session.fill("work", [6])
                try await session.awaitReady(5, in: "work")
                await consumer.resume()
                var rest: [Delivery] = []
                while rest.count < 5 {
                    let batch = try await consumer.take(1)
                    consumer.ack(batch.map(\.tag))
                    rest += batch
                }
                #expect(rest.map(\.body) == (2..<7).map { [UInt8($0)] })
            }
            #expect(try await ready(session) == 0)
        }
    }

    @Test func giveBackReturnsEverythingAndOldTagsAreIgnored() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<4)
            try await running(consumer(broker)) { consumer in
                let old = try await consumer.take(4)
                consumer.ack([old[0].tag])
                _ = await consumer.giveBack()
                try await eventually("what was not settled is back") { try await session.ready("work") == 3 }
                await consumer.resume()
                let new = try await consumer.take(3)
                #expect(Set(new.map(\.body)) == [[1], [2], [3]])
                #expect(new.allSatisfy { $0.deliveryCount == 1 })
                consumer.ack(old.map(\.tag))
                consumer.reject(old.map(\.tag), requeue: false)
                _ = await consumer.giveBack()
                try await eventually("nothing was settled by old tags") { try await session.ready("work") == 3 }
            }
        }
    }

    @Test func afterALostConnectionItConsumesAgainAndOldTagsAreIgnored() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", 0..<3)
            let proxy = try TestProxy(target: broker.configuration().port)
            defer { proxy.close() }
            let events = ObservedEvents()
            try await running(consumer(broker, port: proxy.port, events)) { consumer in
                await events.connected()
                let old = try await consumer.take(3)
                proxy.cut()
                _ = try await events.disconnected()
                await events.connected()
                let new = try await consumer.take(3)
                #expect(new.allSatisfy { $0.isRedelivered })
                consumer.ack(old.map(\.tag))
                consumer.ack([new[0].tag])
            }
            #expect(try await ready(session) == 2)
        }
    }

    @Test func aDeletedQueueIsNoticedAndTriedAgain() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let events = ObservedEvents()
            try await running(consumer(broker, events)) { consumer in
                await events.connected()
                try await session.deleteQueue("work")
                #expect(try await events.disconnected().code == .consumerCancelled)
                let error = try await events.disconnected()
                #expect(error.code == .channelClosed)
                #expect(error.reply?.code == 404)
                try await session.declareQuorumQueue("work")
                await events.connected()
                try await session.fill("work", [1])
                #expect(try await consumer.take(1).map(\.body) == [[1]])
            }
        }
    }

    @Test func noHandlerStarvesTheHeartbeat() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            try await session.fill("work", [1])
            let events = ObservedEvents()
            try await running(consumer(broker, heartbeat: .seconds(1), events)) { consumer in
                await events.connected()
                let inHand = try await consumer.take(1)
                // A handler that blocks its thread for four heartbeats: the broker would close after two.
                sleep(4)
                consumer.ack(inHand.map(\.tag))
                try await session.fill("work", [2])
                let next = try await consumer.take(1)
                #expect(next.first?.deliveryCount == 0)
                #expect(next.first?.body == [2])
                consumer.ack(next.map(\.tag))
            }
            #expect(try await ready(session) == 0)
        }
    }

    @Test func theBatchesEndWithTheRun() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let consumer = try consumer(broker)
            try await running(consumer) { _ in }
            for await _ in consumer.batches { throw TestFailure("a delivery after the end") }
            #expect(!consumer.isReady)
        }
    }
}
