import AMQP
import BrokerTopology
import TestServers
import Testing

/// Every user tries what it must not be able to do, and what it must.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .serialized, .timeLimit(.minutes(10)))
struct BrokerRightsTests {
    private func isRefused(_ operation: () async throws -> Void) async throws -> Bool {
        do {
            try await operation()
            return false
        } catch let error as AMQPError {
            return error.reply?.code == 403
        }
    }

    private func isRefused(_ publication: Publication, _ session: AMQPSession) async -> Bool {
        do {
            if case .unknown(let error) = try await session.publish(publication) { return error.reply?.code == 403 }
            return false
        } catch {
            return error.reply?.code == 403
        }
    }

    @Test func holdsEveryWorkerToItsOwn() async throws {
        try await BrokerFixture.with { fixture in
            for worker in fixture.topology.workers {
                try await fixture.session(as: worker.name) { (session: AMQPSession) async throws in
                    let allowed = Set(
                        worker.publishes + [worker.name]
                            + (worker.keepsDeadLetters ? fixture.topology.workers.map(\.name) : []))
                    let exchanges = fixture.topology.exchanges.filter { !$0.isInternal }.map(\.name)
                    for exchange in exchanges + fixture.topology.workers.map(\.name) + [""] {
                        let message = BrokerFixture.message("x", to: exchange, "work", isMandatory: false)
                        let refused = await isRefused(message, session)
                        #expect(refused == !allowed.contains(exchange), "\(worker.name) publishes to \"\(exchange)\"")
                    }
                    for other in fixture.topology.workers {
                        for queue in [other.name, "\(other.name).retry.1s", "\(other.name).dead"] {
                            let mayRead =
                                worker.keepsDeadLetters
                                ? queue.hasSuffix(".dead") || queue == worker.name : queue == worker.name
                            guard queue != "dead-letter-keeper.dead" else { continue }
                            let refused = try await isRefused { _ = try await session.get(queue) }
                            #expect(refused == !mayRead, "\(worker.name) reads \(queue)")
                        }
                    }
                    #expect(try await isRefused { _ = try await session.declareQueue("mine") })
                    #expect(try await isRefused { try await session.declareExchange("mine") })
                    #expect(try await isRefused { _ = try await session.deleteQueue(worker.name) })
                    #expect(
                        try await isRefused {
                            try await session.bindQueue(worker.name, to: "incidents", routingKey: "#")
                        })
                    // What a worker asks at its start needs no right.
                    _ = try await session.declareQueue(worker.name, passive: true)
                }
            }
        }
    }

    @Test func keepsTheOperatorFromTheDefaultExchange() async throws {
        try await BrokerFixture.with { fixture in
            try await fixture.session { (session: AMQPSession) async throws in
                #expect(await isRefused(BrokerFixture.message("x", to: "", "notifier"), session))
                let outcome = try await session.publish(BrokerFixture.message("x", to: "notifier", "work"))
                #expect(outcome == .confirmed)
            }
        }
    }

    @Test func holdsADetectorToItsSource() async throws {
        try await BrokerFixture.with { fixture in
            let detector = try DetectorUser(source: "edge-\(UInt32.random(in: 0...UInt32.max))", fixture.topology)
            try await fixture.management.makeDetector(detector, password: "detector's own")
            let url = try fixture.host.url(user: detector.name, password: "detector%27s%20own")
            try await fixture.session(url: url) { (session: AMQPSession) async throws in
                let own = "native.\(detector.source)"
                #expect(try await session.publish(BrokerFixture.message("a", to: "alerts", own)) == .confirmed)
                for key in ["native.other", detector.source, "\(own).more", "a.b.\(detector.source)"] {
                    #expect(await isRefused(BrokerFixture.message("a", to: "alerts", key), session), "\(key)")
                }
                for exchange in ["incidents", "intake", ""] {
                    #expect(await isRefused(BrokerFixture.message("a", to: exchange, own), session), "\(exchange)")
                }
                #expect(try await isRefused { _ = try await session.get("intake") })
            }
            #expect(try await fixture.management.check(fixture.topology).isEmpty)
            try await fixture.management.deleteUser(detector.name)
            try await fixture.management.deleteUser(detector.name)
            await #expect(throws: AMQPError.self) { try await fixture.session(url: url) { _ in } }
        }
    }
}
