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
@Suite(.timeLimit(.minutes(10))) struct SettlementTests {
    private let broker = InMemoryBroker(workers: ["notifier"])
    private let consumer: InMemoryConsumer
    private let registry = MetricsRegistry()
    private let settlement: Settlement

    init() {
        consumer = broker.consumer(of: "notifier", prefetch: 10)
        settlement = Settlement(
            worker: "notifier", deliveries: consumer, publications: broker.publisher, policy: RetryPolicy(),
            stamp: PublicationStamp("notifier") { 7 }, progress: Progress(),
            metrics: WorkerMetrics(registry, queue: "notifier"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: .zero)
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
            stamp: PublicationStamp("bare"), progress: Progress(), metrics: WorkerMetrics(registry, queue: "work"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: .zero)
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

    /// A message that has been here before, `count` times.
    private func returned(_ count: Int, headers: [String: AMQPFieldValue] = [:]) async throws -> Delivery {
        var delivery = try await message(headers: headers).delivery
        for _ in 0..<count {
            consumer.reject([delivery.tag], requeue: true)
            delivery = try #require(await consumer.next()?.first)
        }
        return delivery
    }

    /// On RabbitMQ 4.3 nobody else counts: such a message would go round for ever.
    @Test func aRefusalThatDoesNotEndEndsInTheDeadLetters() async throws {
        broker.refuse("notifier.retry.1s")
        let message = try Incoming(await returned(Holds.worn), takesRaw: true)
        await settlement.settle(message, as: .retry(.second, attempt: 2), because: failure)
        #expect(held("notifier") == 0)
        #expect(held("notifier.dead") == 1)
        #expect(counted("dead"))
    }

    @Test func aRefusalIsNoDeathBefore() async throws {
        broker.refuse("notifier.retry.1s")
        let message = try Incoming(await returned(Holds.worn - 1), takesRaw: true)
        await settlement.settle(message, as: .retry(.second, attempt: 2), because: failure)
        #expect(held("notifier") == 1)
        #expect(held("notifier.dead") == 0)
    }

    /// On the ladder it is a new message: the broker's count of returns begins anew, and the try is the same.
    @Test func whatOutagesOfAllSentBackIsPutOffAndCostsNoTry() async throws {
        let delivery = try await returned(Holds.worn, headers: ["muster-attempt": 5])
        await settlement.putOff(delivery, isAlone: false)
        #expect(held("notifier") == 0)
        let waiting = try #require(broker.snapshot.ready("notifier.retry.1m").first)
        #expect(waiting.properties.headers["muster-attempt"] == 5)
        #expect(waiting.properties.headers["muster-error-code"] == "given-back")
        #expect(registry.text.contains("muster_worker_put_off_total{queue=\"notifier\"} 1\n"))
    }

    @Test(arguments: [1, 4]) func whatIsAloneInItsOutagesPaysForThem(_ attempt: Int) async throws {
        let delivery = try await returned(Holds.worn, headers: ["muster-attempt": .int(Int64(attempt))])
        await settlement.putOff(delivery, isAlone: true)
        let waiting = try #require(broker.snapshot.ready("notifier.retry.1m").first)
        #expect(waiting.properties.headers["muster-attempt"] == .int(Int64(attempt) + 1))
    }

    @Test func whatIsAloneInItsOutagesDiesOfThem() async throws {
        let delivery = try await returned(Holds.worn, headers: ["muster-attempt": 5])
        await settlement.putOff(delivery, isAlone: true)
        #expect(held("notifier") == 0)
        let dead = try #require(broker.snapshot.ready("notifier.dead").first)
        #expect(dead.properties.headers["muster-error-code"] == "given-back")
    }

    /// A dead letter tells what it died on, whatever its sender says.
    @Test func theProcessAndItsConfigurationTravelAlong() async throws {
        let message = try await message(headers: ["muster-build": "forged", "muster-configuration": 1])
        await settlement.settle(message, as: .deadLetter, because: failure)
        let dead = try #require(broker.snapshot.ready("notifier.dead").first)
        #expect(
            dead.properties.headers["muster-build"] == .string(MusterVersion.applicationName(of: "notifier")))
        #expect(dead.properties.headers["muster-configuration"] == 7)
    }

    /// A broker that is out of memory takes nothing from anybody; each return could cost an attempt.
    @Test func aBlockedBrokerIsWaitedFor() async throws {
        let message = try await message()
        let blocked = BlockedPublications(blockedFor: 3, then: broker.publisher)
        let settlement = Settlement(
            worker: "notifier", deliveries: consumer, publications: blocked, policy: RetryPolicy(),
            stamp: PublicationStamp("notifier"), progress: Progress(),
            metrics: WorkerMetrics(registry, queue: "notifier"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, pause: .zero)
        await settlement.settle(message, as: .retry(.second, attempt: 2), because: failure)
        #expect(blocked.tries == 4)
        #expect(held("notifier") == 0 && held("notifier.retry.1s") == 1)
        #expect(broker.snapshot.returns(of: message.delivery.properties.messageID ?? "") == 0)
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
        try #require(held("notifier") == 1)
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
