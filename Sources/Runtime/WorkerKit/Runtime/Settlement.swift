import AMQP
import Contracts
import Encodings
import FoundationEssentials
import JSON
import Logging

/// Carries out what was decided about deliveries: a retry or a dead letter is confirmed at its target before the original
/// is acknowledged.
struct Settlement: Sendable {
    let worker: String
    let deliveries: any Deliveries
    let publications: any Publications
    let policy: RetryPolicy
    let metrics: WorkerMetrics
    let logger: Logger

    /// The messages are done.
    func done(_ messages: [Incoming]) {
        deliveries.ack(messages.map(\.delivery.tag))
        metrics.settled(messages.count, outcome: .done)
    }

    /// The message was done before.
    func duplicate(_ messages: [Incoming]) {
        if messages.isEmpty { return }
        deliveries.ack(messages.map(\.delivery.tag))
        metrics.settled(messages.count, outcome: .duplicate)
    }

    /// Gives the deliveries back to the queue: the try did not happen.
    func giveBack(_ messages: [Incoming]) {
        deliveries.reject(messages.map(\.delivery.tag), requeue: true)
        metrics.settled(messages.count, outcome: .returned)
    }

    /// What becomes of a message that failed.
    func fate(of message: Incoming, because failure: Failure) -> RetryPolicy.Fate {
        policy.fate(of: failure, attempt: message.headers.attempt, age: age(message.headers.firstFailedAt))
    }

    /// Puts a message off without counting the try.
    func postpone(_ message: Incoming, because failure: Failure) async {
        await retry(message, delay: .second, attempt: message.headers.attempt, because: failure)
    }

    func settle(_ message: Incoming, as fate: RetryPolicy.Fate, because failure: Failure) async {
        switch fate {
        case .retry(let delay, let attempt):
            await retry(message, delay: delay, attempt: attempt, because: failure)
        case .deadLetter:
            await deadLetter(
                message.delivery, type: message.type, attempt: message.headers.attempt,
                firstFailedAt: message.headers.firstFailedAt, because: failure)
        }
    }

    private func retry(
        _ message: Incoming, delay: RetryDelay, attempt: Int, because failure: Failure
    ) async {
        logger.info(
            "message will be retried",
            metadata: [
                LoggingKeys.messageID: "\(UUIDText.string(from: message.id))",
                LoggingKeys.messageType: "\(message.type)",
                LoggingKeys.attempt: "\(message.headers.attempt)", LoggingKeys.reason: "\(failure.detail)",
                LoggingKeys.outcome: "retry.\(delay.rawValue)",
            ])
        let publication = Republication.retry(
            message.delivery, worker: worker, delay: delay, attempt: attempt, because: failure,
            firstFailedAt: message.headers.firstFailedAt ?? Date())
        await republish(publication, instead: message.delivery, outcome: .retry)
    }

    /// Makes a delivery a dead letter, also one that could not be read.
    func deadLetter(
        _ delivery: Delivery, type: String, attempt: Int, firstFailedAt: Date?, because failure: Failure
    ) async {
        logger.error(
            "message dead-lettered",
            metadata: [
                LoggingKeys.messageID: "\(delivery.properties.messageID ?? "")", LoggingKeys.messageType: "\(type)",
                LoggingKeys.attempt: "\(attempt)", LoggingKeys.reason: "\(failure.code): \(failure.detail)",
            ])
        let publication = Republication.deadLetter(
            delivery, worker: worker, attempt: attempt, because: failure, firstFailedAt: firstFailedAt ?? Date())
        await republish(publication, instead: delivery, outcome: .dead)
    }

    private func republish(_ publication: Publication, instead original: Delivery, outcome: WorkerMetrics.Outcome) async
    {
        switch await publications.publish(publication, timeout: .seconds(20)) {
        case .confirmed:
            deliveries.ack([original.tag])
            metrics.settled(1, outcome: outcome)
        case .nacked, .returned, .unknown:
            deliveries.reject([original.tag], requeue: true)
            metrics.settled(1, outcome: .returned)
        }
    }

    private func age(_ firstFailedAt: Date?) -> Duration {
        firstFailedAt.map { .milliseconds(Int64(max(0, -$0.timeIntervalSinceNow) * 1000)) } ?? .zero
    }
}
