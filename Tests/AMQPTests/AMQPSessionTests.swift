import AMQP
import Encodings
import TestServers
import Testing

@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason))
)
struct AMQPSessionTests {
    @Test func aRefusedOperationCostsOnlyTheChannel() async throws {
        try await TestBroker.with { _, session in
            let error = await #expect(throws: AMQPError.self) {
                try await session.declareQueue("missing", passive: true)
            }
            #expect(error?.code == .channelClosed)
            #expect(error?.reply?.code == 404)
            try await session.declareQuorumQueue("work")
            try await session.fill("work", [1])
            #expect(try await session.declareQueue("work", passive: true).messages == 1)
        }
    }

    @Test func theBrokerTellsItsVersion() async throws {
        try await TestBroker.with { _, session in
            let server = try #require(await session.server)
            #expect(server >= BrokerVersion(major: 3, minor: 10, patch: 0))
        }
    }

    @Test func declaresBindsPurgesAndDeletes() async throws {
        try await TestBroker.with { _, session in
            try await session.declareExchange("outer")
            try await session.declareExchange("inner", type: "fanout", isInternal: true)
            try await session.bindExchange("inner", to: "outer", routingKey: "a.*")
            try await session.declareQuorumQueue("work")
            try await session.bindQueue("work", to: "inner", routingKey: "")
            let publication = Publication(exchange: "outer", routingKey: "a.b", body: [1])
            for _ in 0..<3 { #expect(try await session.publish(publication) == .confirmed) }
            #expect(try await session.purgeQueue("work") == 3)
            try await session.unbindQueue("work", from: "inner", routingKey: "")
            #expect(try await session.publish(publication) == .returned(code: 312, text: "NO_ROUTE"))
            try await session.fill("work", [1])
            #expect(try await session.deleteQueue("work") == 1)
            try await session.deleteExchange("outer")
            await #expect(throws: AMQPError.self) { try await session.declareExchange("outer", passive: true) }
        }
    }

    @Test func getsAcknowledgesAndRejects() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            #expect(try await session.get("work") == nil)
            try await session.fill("work", [1, 2])
            let first = try #require(try await session.get("work"))
            try await session.ack(first.tag)
            let second = try #require(try await session.get("work"))
            try await session.reject(second.tag, requeue: true)
            let again = try #require(try await session.get("work"))
            #expect(again.body == [2])
            #expect(again.deliveryCount == 1)
            await session.close()
            let other = try await broker.session()
            try await eventually("the unsettled one is back") { try await other.ready("work") == 1 }
        }
    }

    @Test func aWrongPasswordIsRefused() async throws {
        try await TestBroker.with { broker, _ in
            var configuration = try broker.configuration()
            configuration.password = "wrong"
            let error = await #expect(throws: AMQPError.self) { _ = try await AMQPSession.connect(configuration) }
            #expect(error?.code == .authenticationRefused)
            #expect(error?.isRetriable == false)
        }
    }

    @Test func aMissingVirtualHostIsRefused() async throws {
        try await TestBroker.with { broker, _ in
            var configuration = try broker.configuration()
            configuration.virtualHost = "missing"
            let error = await #expect(throws: AMQPError.self) { _ = try await AMQPSession.connect(configuration) }
            #expect(error?.code == .authenticationRefused)
        }
    }

    @Test func aClosedSessionSaysSo() async throws {
        try await TestBroker.with { broker, _ in
            let session = try await broker.session()
            await session.close()
            let error = await #expect(throws: AMQPError.self) { try await session.purgeQueue("work") }
            #expect(error?.code == .notReady)
        }
    }

    @Test func stillWorksAfterManyIdleHeartbeats() async throws {
        try await TestBroker.with { broker, _ in
            var configuration = try broker.configuration()
            configuration.heartbeat = .seconds(1)
            let session = try await AMQPSession.connect(configuration)
            try await session.declareQuorumQueue("work")
            // There is nothing to wait for: the point is that nothing happens.
            try await Task.sleep(for: .seconds(4))
            #expect(try await session.ready("work") == 0)
        }
    }
}
