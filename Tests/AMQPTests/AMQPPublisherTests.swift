import AMQP
import ServiceLifecycle
import TestServers
import Testing

@Suite(
    .serialized, .timeLimit(.minutes(10)),
    .enabled(if: TestServers.areConfigured, Comment(rawValue: TestServers.reason))
)
struct AMQPPublisherTests {
    private func publication(_ queue: String, _ number: UInt8 = 0) -> Publication {
        Publication(exchange: "", routingKey: queue, body: [number])
    }

    @Test func confirmsMoreThanTheWindowHoldsInOrder() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let publisher = try AMQPPublisher(configuration: broker.configuration(), window: 7, logger: quiet)
            let outcomes = try await running(publisher) { publisher in
                await publisher.publish((0..<100).map { publication("work", $0) })
            }
            #expect(outcomes == Array(repeating: .confirmed, count: 100))
            for number in 0..<100 {
                let delivery = try await session.get("work")
                #expect(delivery?.body == [UInt8(number)])
            }
        }
    }

    @Test func callersAtTheSameTimeGetTheirOwnAnswers() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let events = ObservedEvents()
            let publisher = try AMQPPublisher(
                configuration: broker.configuration(), logger: quiet, observer: events.observer)
            try await running(publisher) { publisher in
                await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<50 {
                        group.addTask {
                            let isRoutable = number % 3 != 0
                            let outcome = await publisher.publish(publication(isRoutable ? "work" : "nowhere"))
                            return (outcome == .confirmed) == isRoutable
                        }
                    }
                    for await isRight in group { #expect(isRight) }
                }
                let count = try await events.published()
                #expect(count == 1)
                #expect(publisher.isReady)
            }
            #expect(!publisher.isReady)
            #expect(try await session.drain("work").count == 33)
        }
    }

    @Test func whatNoQueueTakesIsReturned() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let publisher = try AMQPPublisher(configuration: broker.configuration(), logger: quiet)
            let outcomes = try await running(publisher) { publisher in
                var optional = publication("nowhere")
                optional.isMandatory = false
                return await publisher.publish([
                    publication("work"), publication("nowhere", 1), optional, publication("work"),
                    publication("nowhere", 2),
                ])
            }
            let returned = PublishOutcome.returned(code: 312, text: "NO_ROUTE")
            #expect(outcomes == [.confirmed, returned, .confirmed, .confirmed, returned])
        }
    }

    @Test func whatAFullQueueRefusesIsNacked() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("full", ["x-max-length": 2, "x-overflow": "reject-publish"])
            let publisher = try AMQPPublisher(configuration: broker.configuration(), logger: quiet)
            try await running(publisher) { publisher in
                #expect(await publisher.publish(publication("full")) == .confirmed)
                // The queue tells publishers a little after it is full.
                try await eventually("a full queue refuses") {
                    await publisher.publish(publication("full")) == .nacked
                }
            }
        }
    }

    @Test func withoutAConfirmTheOutcomeIsUnknownAndTheNextConnectionWorks() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let proxy = try TestProxy(target: broker.configuration().port)
            defer { proxy.close() }
            let publisher = try AMQPPublisher(configuration: broker.configuration(port: proxy.port), logger: quiet)
            try await running(publisher) { publisher in
                #expect(await publisher.publish(publication("work", 1)) == .confirmed)
                proxy.loseAnswers()
                async let lost = publisher.publish([publication("work", 2), publication("work", 3)])
                try await eventually("the broker has the messages") { try await session.ready("work") == 3 }
                proxy.cut()
                for outcome in await lost {
                    guard case .unknown(let error) = outcome else { throw TestFailure("\(outcome)") }
                    #expect(error.code == .connectionClosed)
                    #expect(error.isRetriable)
                }
                #expect(await publisher.publish(publication("work", 2)) == .confirmed)
            }
        }
    }

    @Test func aClosedConnectionIsMadeAnew() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let events = ObservedEvents()
            let publisher = try AMQPPublisher(
                configuration: broker.configuration(), logger: quiet, observer: events.observer)
            try await running(publisher) { publisher in
                await events.connected()
                try await eventually("the broker knows both connections", every: .milliseconds(500)) {
                    try await broker.host.closeConnections(whenListed: 2)
                }
                #expect(try await events.disconnected().reply?.code == 320)
                await events.connected()
                let other = try await broker.session()
                #expect(await publisher.publish(publication("work")) == .confirmed)
                #expect(try await other.drain("work") == [[0]])
            }
        }
    }

    @Test func aMissingExchangeCostsOnlyTheChannel() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let publisher = try AMQPPublisher(configuration: broker.configuration(), logger: quiet)
            try await running(publisher) { publisher in
                for _ in 0..<3 {
                    let outcome = await publisher.publish(
                        Publication(exchange: "missing", routingKey: "work", body: [1]))
                    guard case .unknown(let error) = outcome else { throw TestFailure("\(outcome)") }
                    #expect(error.code == .channelClosed)
                    #expect(error.reply?.code == 404)
                    #expect(await publisher.publish(publication("work")) == .confirmed)
                }
            }
        }
    }

    @Test func withoutABrokerItWaitsAndGivesUpInTime() async throws {
        try await TestBroker.with { broker, _ in
            let proxy = try TestProxy(target: 1)
            proxy.close()
            let publisher = try AMQPPublisher(configuration: broker.configuration(port: proxy.port), logger: quiet)
            try await running(publisher) { publisher in
                let outcome = await publisher.publish(publication("work"), timeout: .milliseconds(100))
                guard case .unknown(let error) = outcome else { throw TestFailure("\(outcome)") }
                #expect(error.code == .notReady)
                #expect(!publisher.isReady)
            }
        }
    }

    @Test func whatIsPublishedBeforeItRunsIsSentLater() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let publisher = try AMQPPublisher(configuration: broker.configuration(), logger: quiet)
            async let early = publisher.publish(publication("work"))
            let late = try await running(publisher) { await $0.publish(publication("work")) }
            let first = await early
            #expect(first == .confirmed)
            #expect(late == .confirmed)
        }
    }

    @Test func aGracefulShutdownWaitsForConfirmsAndRefusesMore() async throws {
        try await TestBroker.with { broker, session in
            try await session.declareQuorumQueue("work")
            let publisher = try AMQPPublisher(configuration: broker.configuration(), window: 1, logger: quiet)
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(services: [.init(service: publisher)], logger: quiet))
            async let end: Void = group.run()
            async let outcomes = publisher.publish((0..<200).map { publication("work", $0) })
            try await eventually("the first is there") { try await session.ready("work") > 0 }
            await group.triggerGracefulShutdown()
            let known = await outcomes
            #expect(known == Array(repeating: .confirmed, count: 200))
            try await end
            guard case .unknown(let error) = await publisher.publish(publication("work")) else {
                throw TestFailure("published after the shutdown")
            }
            #expect(error.code == .shutDown)
            #expect(try await session.drain("work") == (0..<200).map { [UInt8($0)] })
        }
    }

    @Test func runsOnce() async throws {
        try await TestBroker.with { broker, _ in
            let publisher = try AMQPPublisher(configuration: broker.configuration(), logger: quiet)
            try await running(publisher) { _ in }
            await #expect(throws: AMQPError.self) { try await publisher.run() }
        }
    }
}
