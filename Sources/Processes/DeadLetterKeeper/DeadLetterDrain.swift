import AMQP
import LetterStore
import CoreMetrics
import Logging
import Postgres
import ServiceLifecycle
import WorkerKit

/// Moves the dead letters of one worker into the database: stored first, acknowledged then. It never rejects: what cannot
/// be stored now stays in the queue.
struct DeadLetterDrain: Service {
    let worker: String
    let consumer: AMQPConsumer
    let letters: LetterShelf
    let counter: Counter
    let logger: Logger

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await consumer.run() }
            for await deliveries in consumer.batches { await keep(deliveries) }
            try await group.waitForAll()
        }
    }

    private func keep(_ deliveries: [Delivery]) async {
        do {
            try await letters.keep(deliveries.map { (DeadLetter($0, worker: worker), LetterContent($0)) })
            consumer.ack(deliveries.map(\.tag))
            counter.increment(by: deliveries.count)
            logger.notice("dead letters kept", metadata: [LoggingKeys.count: "\(deliveries.count)"])
        } catch {
            logger.warning("dead letters could not be kept yet", metadata: [LoggingKeys.reason: "\(error)"])
            _ = await consumer.giveBack()
            await letters.waitUntilReachable()
            await consumer.resume()
        }
    }
}
