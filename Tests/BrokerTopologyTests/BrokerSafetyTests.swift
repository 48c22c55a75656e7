import AMQP
import BrokerTopology
import JSON
import TestServers
import Testing

/// Where messages go, on the real broker: none may be lost.
@Suite(.enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .serialized, .timeLimit(.minutes(10)))
struct BrokerSafetyTests {
    private func text(_ delivery: Delivery) -> String { String(decoding: delivery.body, as: UTF8.self) }

    /// The topology with workers that consume no facts.
    private static func withoutConsumers() throws -> Topology {
        try TopologyFixture.read(replacing: [
            "queues/notifier.yaml": "worker: notifier\n", "queues/paging.yaml": "worker: paging\n",
            "queues/resource-creator.yaml": "worker: resource-creator\n",
            "queues/cost-calculator.yaml": "worker: cost-calculator\n",
            "queues/playbook-runner.yaml": "worker: playbook-runner\n",
            "queues/task-tracker.yaml": "worker: task-tracker\n",
        ])
    }

    @Test func bringsARetryBackAfterItsDelay() async throws {
        try await BrokerFixture.with { fixture in
            try await fixture.session(as: "notifier") { (session: AMQPSession) async throws in
                let outcome = try await session.publish(BrokerFixture.message("again", to: "notifier", "retry.1s"))
                #expect(outcome == .confirmed)
                #expect(try await session.get("notifier") == nil)
                let delivery = try await BrokerFixture.next("notifier", session)
                #expect(text(delivery) == "again")
                #expect(delivery.exchange == "notifier")
                #expect(delivery.routingKey == "work")
                // Published again without the broker's own headers, it comes back again.
                _ = try await session.publish(BrokerFixture.message("again", to: "notifier", "retry.1s"))
                try await session.ack(delivery.tag)
                try await session.ack(try await BrokerFixture.next("notifier", session).tag)
            }
        }
    }

    @Test func setsAsideWhatComesBackTooOften() async throws {
        try await BrokerFixture.with { fixture in
            try await fixture.session(as: "notifier") { (session: AMQPSession) async throws in
                _ = try await session.publish(BrokerFixture.message("poison", to: "notifier", "work"))
                for _ in 0...fixture.topology.defaults.deliveryLimit {
                    try await session.reject(try await BrokerFixture.next("notifier", session).tag, requeue: true)
                }
                try await eventually("the queue is empty") { try await session.get("notifier") == nil }
            }
            try await fixture.session(as: "dead-letter-keeper") { (session: AMQPSession) async throws in
                let dead = try await BrokerFixture.next("notifier.dead", session)
                #expect(text(dead) == "poison")
                // Replayed as a new message, it can be retried.
                _ = try await session.publish(BrokerFixture.message("poison", to: "notifier", "retry.1s"))
                try await session.ack(dead.tag)
            }
            try await fixture.session(as: "notifier") { (session: AMQPSession) async throws in
                #expect(text(try await BrokerFixture.next("notifier", session)) == "poison")
            }
        }
    }

    /// Five wait for their retry and three are rejected while a policy of somebody else's replaces ours.
    @Test func losesNothingToAStrayPolicy() async throws {
        try await BrokerFixture.with { fixture in
            try await fixture.session(as: "notifier") { (session: AMQPSession) async throws in
                for number in 1...5 {
                    _ = try await session.publish(BrokerFixture.message("wait \(number)", to: "notifier", "retry.1s"))
                }
                for number in 1...3 {
                    _ = try await session.publish(BrokerFixture.message("work \(number)", to: "notifier", "work"))
                }
                try await fixture.servers.management(
                    "PUT", "/api/policies/\(fixture.host.name)/stray",
                    body: [
                        "pattern": ".*", "apply-to": "queues", "priority": 99, "definition": ["max-length": 100_000],
                    ])
                // On a busy machine what waits is back before the others are taken.
                var returned: Set<String> = []
                for _ in 1...8 {
                    let delivery = try await BrokerFixture.next("notifier", session)
                    if text(delivery).hasPrefix("work") {
                        try await session.reject(delivery.tag, requeue: false)
                    } else {
                        returned.insert(text(delivery))
                    }
                }
                #expect(returned == Set((1...5).map { "wait \($0)" }))
            }
            try await fixture.session(as: "dead-letter-keeper") { (session: AMQPSession) async throws in
                var dead: Set<String> = []
                for _ in 1...3 { dead.insert(text(try await BrokerFixture.next("notifier.dead", session))) }
                #expect(dead == Set((1...3).map { "work \($0)" }))
            }
        }
    }

    @Test func keepsWhatMatchesNoBindingAndDropsWhatNobodyWantsToHear() async throws {
        let unheard = try Self.withoutConsumers()
        try await BrokerFixture.with { fixture in
            try await fixture.management.apply(unheard, secrets: nil)
            try await fixture.session { (session: AMQPSession) async throws in
                let known = BrokerFixture.message("known", to: "incidents", "incident.updated.v1", isMandatory: false)
                #expect(try await session.publish(known) == .confirmed)
                for (exchange, key) in [
                    ("incidents", "incident.opend.v1"), ("playbooks", "x"), ("notifier", "retry.2s"),
                ] {
                    let lost = BrokerFixture.message("lost \(key)", to: exchange, key)
                    #expect(try await session.publish(lost) == .confirmed)
                    let kept = try await BrokerFixture.next("unroutable", session)
                    #expect(text(kept) == "lost \(key)")
                    try await session.ack(kept.tag)
                }
                #expect(try await session.get("unroutable") == nil)
            }
        }
    }

    /// The broker gives a mandatory message back that went to an exchange without queues: facts are published without.
    @Test func returnsAMandatoryMessageThatNobodyHears() async throws {
        let unheard = try Self.withoutConsumers()
        try await BrokerFixture.with { fixture in
            try await fixture.management.apply(unheard, secrets: nil)
            try await fixture.session { (session: AMQPSession) async throws in
                let known = BrokerFixture.message("known", to: "incidents", "incident.updated.v1")
                guard case .returned = try await session.publish(known) else {
                    Issue.record("a mandatory message without a queue was not returned")
                    return
                }
                #expect(try await session.get("unroutable") == nil)
            }
        }
    }
}
