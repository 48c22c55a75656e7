import AMQP
import Contracts
import Logging
import Pacing
import Postgres
import ServiceLifecycle
import Synchronization

/// The main flow of a worker: take what the queue delivered, sort it by handler, run database handlers in batches, some of
/// them side by side, and handlers with effects side by side, settle.
///
/// On graceful shutdown it stops consuming, finishes what it has begun, and leaves the rest to the queue.
struct WorkerService: Service {
    let consumer: AMQPConsumer
    let handlers: [WorkerHandler]
    let batches: BatchRunner
    let effects: EffectRunner
    let settlement: Settlement
    let health: DatabaseHealth
    let metrics: WorkerMetrics
    let batchSize: Int
    /// Handlers with effects side by side.
    let slots: Slots
    /// Batches side by side: while one waits for the database, the next is read and prepared.
    let lanes: Slots
    let drainTime: Duration
    let logger: Logger

    func run() async throws {
        await withDiscardingTaskGroup { group in
            while let deliveries = await nextDeliveries() {
                let work = Sorted(deliveries, handlers)
                await refuse(work.unreadable)
                for (handler, messages) in work.forDatabase { await runBatches(messages, handler, &group) }
                for (handler, message) in work.forEffects {
                    await slots.take()
                    group.addTask {
                        await runEffects(message, handler)
                        await slots.giveBack()
                    }
                }
            }
            await consumer.pause()
            await finish(&group)
        }
    }

    /// What the queue delivered since the last look; `nil` when it is time to stop.
    private func nextDeliveries() async -> [Delivery]? {
        await cancelWhenGracefulShutdown {
            var iterator = consumer.batches.makeAsyncIterator()
            return await iterator.next()
        }
    }

    /// Waits for handlers with effects as long as a drain may take, and cancels those that take longer: their messages go
    /// back to the queue.
    private func finish(_ group: inout DiscardingTaskGroup) async {
        await withTaskGroup(of: Void.self) { deadline in
            deadline.addTask { try? await Task.sleep(for: drainTime) }
            deadline.addTask {
                await lanes.waitUntilFree()
                await slots.waitUntilFree()
            }
            await deadline.next()
            deadline.cancelAll()
        }
        group.cancelAll()
    }

    /// Begins batches as lanes become free. Muster's own events may be handled in any order; what others send may not: an
    /// alert's resolution must not overtake it.
    private func runBatches(_ messages: [Incoming], _ handler: WorkerHandler, _ group: inout DiscardingTaskGroup) async
    {
        metrics.received(messages)
        let isOrdered = handler.type == nil
        var rest = messages[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(batchSize))
            rest = rest.dropFirst(batchSize)
            await lanes.take()
            if isOrdered {
                await runBatch(batch, handler)
            } else {
                group.addTask { await runBatch(batch, handler) }
            }
        }
    }

    private func runBatch(_ batch: [Incoming], _ handler: WorkerHandler) async {
        let start = ContinuousClock.now
        metrics.inFlight.add(Double(batch.count))
        let result = await batches.run(batch, handler)
        metrics.inFlight.add(-Double(batch.count))
        metrics.handled(batch.count, in: start.duration(to: .now))
        if case .databaseDown = result { await waitForDatabase() }
        await lanes.giveBack()
    }

    private func runEffects(_ message: Incoming, _ handler: WorkerHandler) async {
        metrics.received([message])
        let start = ContinuousClock.now
        metrics.inFlight.add(1)
        let databaseAnswered = await effects.run(message, handler)
        metrics.inFlight.add(-1)
        metrics.handled(1, in: start.duration(to: .now))
        if !databaseAnswered { await waitForDatabase() }
    }

    /// Gives everything back at once and consumes again, on a new channel, when the database is there: holding messages
    /// would use up their delivery limit.
    private func waitForDatabase() async {
        guard health.beginOutage() else { return }
        logger.warning("the database is away; messages are given back until it returns")
        await consumer.giveBack()
        await health.waitUntilReachable()
        await consumer.resume()
        logger.notice("the database is back")
    }

    private func refuse(_ unreadable: [(delivery: Delivery, failure: Failure)]) async {
        for (delivery, failure) in unreadable {
            let headers = MessageHeaders(delivery.properties.headers)
            await settlement.deadLetter(
                delivery, type: delivery.properties.type ?? "", attempt: headers.attempt,
                firstFailedAt: headers.firstFailedAt, because: failure)
        }
    }
}

/// Deliveries, sorted by the handler that takes them.
struct Sorted {
    var unreadable: [(delivery: Delivery, failure: Failure)] = []
    var forDatabase: [(handler: WorkerHandler, messages: [Incoming])] = []
    var forEffects: [(handler: WorkerHandler, message: Incoming)] = []

    init(_ deliveries: [Delivery], _ handlers: [WorkerHandler]) {
        let takesRaw = handlers.contains { $0.type == nil }
        for delivery in deliveries {
            do {
                let message = try Incoming(delivery, takesRaw: takesRaw)
                try sort(message, handlers)
            } catch {
                unreadable.append((delivery, error))
            }
        }
    }

    private mutating func sort(_ message: Incoming, _ handlers: [WorkerHandler]) throws(Failure) {
        guard let index = handlers.firstIndex(where: { $0.type == message.event?.type }) else {
            throw Failure(
                .deadLetter, code: "unknown-type",
                detail: "this worker has no handler for \(message.type); it may be newer than the worker",
                place: "decode")
        }
        let handler = handlers[index]
        switch handler.kind {
        case .effects:
            forEffects.append((handler, message))
        case .database:
            if let place = forDatabase.firstIndex(where: { $0.handler.name == handler.name }) {
                forDatabase[place].messages.append(message)
            } else {
                forDatabase.append((handler, [message]))
            }
        }
    }
}
