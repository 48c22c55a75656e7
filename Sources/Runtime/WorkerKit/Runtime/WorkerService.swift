import AMQP
import Logging
import ServiceLifecycle

/// The main flow of a worker: take what the queue delivered, sort it by handler, make dead letters of what nobody can read,
/// run handlers with effects side by side and database handlers in batches, until it is time to stop; then drain.
///
/// Each message ends in exactly one way: done, put off on the retry ladder, dead, or given back to the queue. The runners
/// decide, and ``Settlement`` carries it out.
struct WorkerService: Service {
    let deliveries: any Deliveries
    let handlers: [WorkerHandler]
    let batches: BatchRunner
    let effects: EffectRunner
    let settlement: Settlement
    let holds: Holds
    let outage: DatabaseOutage
    let metrics: WorkerMetrics
    /// What is done around every try.
    let middleware: MiddlewareChain
    /// Messages in one transaction at most.
    let batchSize: Int
    /// Handlers with effects side by side, a lane for each handler.
    let bulkhead: Bulkhead
    /// Batches side by side: while one waits for the database, the next is read and prepared.
    let lanes: Bulkhead
    let watchdog: Watchdog
    let drainTime: Duration
    let logger: Logger

    private static let batchLane = "batches"

    func run() async throws {
        let watch = Task { await watchdog.run() }
        defer { watch.cancel() }
        await withDiscardingTaskGroup { group in
            while let deliveries = await take() {
                let work = Sorted(deliveries, handlers)
                await refuse(work.unreadable)
                beginEffects(work.forEffects, &group)
                await beginBatches(work.forDatabase, &group)
            }
            await holds.add(.draining)
            await drain(&group)
        }
    }

    // MARK: - The steps, in their order

    /// What the queue delivered since the last look; `nil` when it is time to stop.
    private func take() async -> [Delivery]? {
        await cancelWhenGracefulShutdown { await deliveries.next() }
    }

    /// Makes dead letters of what no handler here can read.
    private func refuse(_ unreadable: [(delivery: Delivery, failure: Failure)]) async {
        for (delivery, failure) in unreadable {
            let headers = MessageHeaders(delivery.properties.headers)
            await settlement.deadLetter(
                delivery, type: delivery.properties.type ?? "", attempt: headers.attempt,
                firstFailedAt: headers.firstFailedAt, because: failure)
        }
    }

    /// Begins handlers with effects, each as soon as its lane has a place; nothing here waits.
    private func beginEffects(
        _ work: [(handler: WorkerHandler, message: Incoming)], _ group: inout DiscardingTaskGroup
    ) {
        for (handler, message) in work {
            group.addTask {
                guard await bulkhead.enter(handler.name) else { return settlement.giveBack([message]) }
                await runEffects(message, handler)
                await bulkhead.leave(handler.name)
            }
        }
    }

    /// Begins batches as lanes become free. Muster's own events may be handled in any order; what others send may not: an
    /// alert's resolution must not overtake it.
    private func beginBatches(
        _ work: [(handler: WorkerHandler, messages: [Incoming])], _ group: inout DiscardingTaskGroup
    ) async {
        for (handler, messages) in work {
            metrics.received(messages)
            let isOrdered = handler.type == nil
            var rest = Suspects.last(messages)[...]
            while !rest.isEmpty {
                let batch = rest.takeBatch(atMost: batchSize)
                guard await lanes.enter(Self.batchLane) else { return settlement.giveBack(batch) }
                if isOrdered {
                    await runBatch(batch, handler)
                } else {
                    group.addTask { await runBatch(batch, handler) }
                }
            }
        }
    }

    /// Waits for what has begun as long as a drain may take, and cancels what takes longer: its messages go back to the
    /// queue, as do those that have not begun.
    private func drain(_ group: inout DiscardingTaskGroup) async {
        await bulkhead.close()
        await withTaskGroup(of: Void.self) { deadline in
            deadline.addTask { try? await Task.sleep(for: drainTime) }
            deadline.addTask {
                await lanes.waitUntilEmpty()
                await bulkhead.waitUntilEmpty()
            }
            await deadline.next()
            deadline.cancelAll()
        }
        group.cancelAll()
    }

    // MARK: - One try

    private func runBatch(_ batch: [Incoming], _ handler: WorkerHandler) async {
        let result = await middleware.run(HandlerCall(handler: handler.name, messages: batch)) {
            await batches.run(batch, handler)
        }
        if case .databaseDown = result { await waitForDatabase() }
        await lanes.leave(Self.batchLane)
    }

    private func runEffects(_ message: Incoming, _ handler: WorkerHandler) async {
        metrics.received([message])
        let databaseAnswered = await middleware.run(HandlerCall(handler: handler.name, messages: [message])) {
            await effects.run(message, handler)
        }
        if !databaseAnswered { await waitForDatabase() }
    }

    /// Gives everything back at once, also what waits for a place, and consumes again when the database is there.
    private func waitForDatabase() async {
        guard let spared = await outage.begin() else { return }
        await bulkhead.turnAway()
        await withDiscardingTaskGroup { group in
            for delivery in spared.deliveries {
                group.addTask { await settlement.putOff(delivery, isAlone: spared.fruitless == 0) }
            }
        }
        await outage.waitForEnd(after: spared.fruitless)
    }
}
