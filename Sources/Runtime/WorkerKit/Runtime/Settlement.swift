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
    let stamp: PublicationStamp
    let progress: Progress
    let metrics: WorkerMetrics
    let logger: Logger
    /// How long what the broker does not take is kept from going back, so that it does not go round and round.
    var pause: Duration = .seconds(1)

    /// The messages are done.
    func done(_ messages: [Incoming]) {
        deliveries.ack(messages.map(\.delivery.tag))
        progress.add(messages.count)
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

    /// Puts off what outages of the database have sent back ``Holds/worn`` times: on the ladder it is a new message, whose
    /// returns are counted from the beginning, by the broker too.
    /// - Parameter isAlone: whether others were done in the meantime; only then does it cost a try, the last of which makes a
    ///   dead letter of it. A database that serves nobody says nothing about the message.
    func putOff(_ delivery: Delivery, isAlone: Bool) async {
        let headers = MessageHeaders(delivery.properties.headers)
        let failure = Failure(
            .retry, code: "given-back",
            detail: "it came back \(delivery.deliveryCount) times because the database failed while it was in hand"
                + (isAlone ? ", although others were done" : ""), place: "database")
        metrics.putOff()
        if isAlone, headers.attempt >= policy.maximumAttempts {
            await deadLetter(
                delivery, type: delivery.properties.type ?? "", attempt: headers.attempt,
                firstFailedAt: headers.firstFailedAt, because: failure)
            return
        }
        logger.warning(
            "a message comes back again and again and is put off",
            metadata: [
                LoggingKeys.messageID: "\(delivery.properties.messageID ?? "")",
                LoggingKeys.attempt: "\(headers.attempt)", LoggingKeys.reason: "\(failure.detail)",
            ])
        let publication = Republication.retry(
            delivery, worker: worker, delay: .minute, attempt: headers.attempt + (isAlone ? 1 : 0), because: failure,
            firstFailedAt: headers.firstFailedAt ?? Date())
        await republish(publication, instead: delivery, outcome: .retry)
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

    /// Publishes a delivery again, and acknowledges it once that is confirmed. If it is not, the delivery goes back, after a
    /// pause; only a broker that takes nothing now (`connection.blocked`) is waited for, since each return may count.
    private func republish(_ publication: Publication, instead original: Delivery, outcome: WorkerMetrics.Outcome) async
    {
        var publication = publication
        stamp.mark(&publication.properties.headers)
        var result: PublishOutcome
        repeat {
            result = await publications.publish(publication, timeout: .seconds(20))
        } while result.isBlocked && !Task.isCancelled
        if result == .confirmed {
            deliveries.ack([original.tag])
            metrics.settled(1, outcome: outcome)
            return
        }
        // Where a refusal does not end, the broker's own way to the dead letters is what is left.
        let isEndless = result.isRefused && original.deliveryCount >= Holds.worn
        if isEndless {
            logger.error(
                "a message cannot be published again and is rejected",
                metadata: [
                    LoggingKeys.messageID: "\(original.properties.messageID ?? "")",
                    LoggingKeys.reason:
                        "\(publication.exchange)/\(publication.routingKey) refused it \(original.deliveryCount) times",
                ])
        } else {
            try? await Task.sleep(for: pause)
        }
        deliveries.reject([original.tag], requeue: !isEndless)
        metrics.settled(1, outcome: isEndless ? .dead : .returned)
    }

    private func age(_ firstFailedAt: Date?) -> Duration {
        firstFailedAt.map { .milliseconds(Int64(max(0, -$0.timeIntervalSinceNow) * 1000)) } ?? .zero
    }
}

extension PublishOutcome {
    /// The broker is out of memory or disk, and takes nothing from anybody.
    fileprivate var isBlocked: Bool {
        if case .unknown(let error) = self { error.code == .blocked } else { false }
    }

    /// The broker has answered, and some queue does not take it.
    fileprivate var isRefused: Bool {
        switch self {
        case .nacked, .returned: true
        case .confirmed, .unknown: false
        }
    }
}
