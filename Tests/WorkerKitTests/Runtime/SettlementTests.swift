import AMQP
import Contracts
import Encodings
import FoundationEssentials
import Incident
import JSON
import Logging
import Testing
import WorkerTesting

@testable import WorkerKit

/// A retry or a dead letter is at its target before the original is acknowledged; what is not known to be there goes back.
@Suite(.timeLimit(.minutes(1))) struct SettlementTests {
    private let broker = InMemoryBroker(workers: ["notifier"])
    private let consumer: InMemoryConsumer
    private let registry = MetricsRegistry()
    private let settlement: Settlement

    init() {
        consumer = broker.consumer(of: "notifier", prefetch: 10)
        settlement = Settlement(
            worker: "notifier", deliveries: consumer, publications: broker.publisher, policy: RetryPolicy(),
            metrics: WorkerMetrics(registry, queue: "notifier"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private let failure = Failure(.retry, code: "timeout", detail: "no answer", place: "create")

    /// A message in the worker's hands.
    private func message(headers: [String: AMQPFieldValue] = [:]) async throws -> Incoming {
        let id = UUIDText.string(from: UUID.v7())
        _ = await broker.publisher.publish(
            Publication(
                exchange: "notifier", routingKey: "work",
                properties: AMQPProperties(messageID: id, headers: headers), body: [1]), timeout: .seconds(1))
        let delivery = try #require(await consumer.next()?.first)
        return try Incoming(delivery, takesRaw: true)
    }

    private func held(_ queue: String) -> Int {
        let snapshot = broker.snapshot
        return snapshot.ready(queue).count + snapshot.unsettled(queue).count
    }

    private func counted(_ outcome: String) -> Bool {
        registry.text.contains(
            "muster_worker_deliveries_total{outcome=\"\(outcome)\",queue=\"notifier\"} 1\n")
    }

    @Test func aConfirmedRetryReplacesTheOriginal() async throws {
        let message = try await message()
        await settlement.settle(message, as: .retry(.tenSeconds, attempt: 2), because: failure)
        #expect(held("notifier") == 0)
        #expect(held("notifier.retry.10s") == 1)
        #expect(counted("retry"))
    }

    @Test func aConfirmedDeadLetterReplacesTheOriginal() async throws {
        let message = try await message()
        await settlement.settle(message, as: .deadLetter, because: failure)
        #expect(held("notifier") == 0)
        #expect(held("notifier.dead") == 1)
        #expect(counted("dead"))
    }

    @Test(arguments: [RetryPolicy.Fate.retry(.second, attempt: 2), .deadLetter])
    func whatIsNackedGoesBack(_ fate: RetryPolicy.Fate) async throws {
        let message = try await message()
        for queue in ["notifier.retry.1s", "notifier.dead"] { broker.refuse(queue) }
        await settlement.settle(message, as: fate, because: failure)
        #expect(held("notifier") == 1)
        #expect(held("notifier.retry.1s") + held("notifier.dead") == 0)
        #expect(counted("returned"))
    }

    /// A worker without its rungs: nothing may be lost.
    @Test func whatIsReturnedGoesBack() async throws {
        let bare = InMemoryBroker()
        bare.declare(queue: "work")
        bare.bind("work", to: "bare", routingKey: "work")
        let consumer = bare.consumer(of: "work", prefetch: 1)
        let settlement = Settlement(
            worker: "bare", deliveries: consumer, publications: bare.publisher, policy: RetryPolicy(),
            metrics: WorkerMetrics(registry, queue: "work"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = await bare.publisher.publish(
            Publication(exchange: "bare", routingKey: "work", body: [1]), timeout: .seconds(1))
        let message = try Incoming(try #require(await consumer.next()?.first), takesRaw: true)
        await settlement.settle(message, as: .retry(.second, attempt: 2), because: failure)
        #expect(bare.snapshot.ready("work").count + bare.snapshot.unsettled("work").count == 1)
    }

    /// The retry may be there or not; the inbox absorbs the second one.
    @Test func whatNobodyKnowsGoesBack() async throws {
        let message = try await message()
        broker.loseConfirms(ofNext: 1)
        await settlement.settle(message, as: .retry(.second, attempt: 2), because: failure)
        #expect(held("notifier") == 1)
        #expect(broker.snapshot.returns(of: message.delivery.properties.messageID ?? "") == 1)
        #expect(counted("returned"))
    }

    @Test func whatIsDoneIsGone() async throws {
        let message = try await message()
        settlement.done([message])
        #expect(held("notifier") == 0)
        #expect(counted("done"))
    }

    @Test func aDuplicateIsGone() async throws {
        let message = try await message()
        settlement.duplicate([message])
        #expect(held("notifier") == 0)
        #expect(counted("duplicate"))
    }

    @Test func whatIsGivenBackComesAgain() async throws {
        let message = try await message()
        settlement.giveBack([message])
        let again = try #require(await consumer.next()?.first)
        #expect(again.isRedelivered && again.properties.messageID == message.delivery.properties.messageID)
        #expect(held("notifier.dead") == 0)
        #expect(counted("returned"))
    }

    @Test func whatIsPutOffKeepsItsAttempt() async throws {
        let message = try await message(headers: ["muster-attempt": 4])
        await settlement.postpone(message, because: failure)
        let waiting = try #require(broker.snapshot.ready("notifier.retry.1s").first)
        #expect(waiting.properties.headers["muster-attempt"] == 4)
    }

    /// How long ago a message failed first travels with it, and ends its patience.
    @Test func theFirstFailureIsRemembered() async throws {
        let asked = Failure(.retryAfter(.seconds(1)), code: "busy", detail: "later")
        let young = try await message(headers: ["muster-attempt": 5])
        #expect(settlement.fate(of: young, because: asked) == .retry(.second, attempt: 5))
        let old = try await message(headers: [
            "muster-attempt": 5, "muster-first-failed-at": .string("2020-01-01T00:00:00Z"),
        ])
        #expect(settlement.fate(of: old, because: asked) == .deadLetter)
        await settlement.settle(old, as: .retry(.second, attempt: 6), because: asked)
        let again = try #require(broker.snapshot.ready("notifier.retry.1s").first)
        #expect(again.properties.headers["muster-first-failed-at"]?.string?.hasPrefix("2020-01-01T00:00:00") == true)
    }
}
