import AMQP
import Logging
import Postgres
import WorkStore

/// Runs database handlers: claims, rows and announcements of a batch in one transaction; when that fails, one by one.
struct BatchRunner: Sendable {
    let database: PostgresClient
    let relay: OutboxRelay
    let timers: TimerMover
    let settlement: Settlement
    let watchdog: Watchdog
    let source: String
    let logger: Logger

    /// What a batch came to.
    enum Result: Sendable {
        case settled
        /// The database is away; these were not handled.
        case databaseDown([Incoming])
    }

    func run(_ batch: [Incoming], _ handler: WorkerHandler) async -> Result {
        guard case .database(let handle) = handler.kind else { return .settled }
        do {
            try await attempt(batch, handler, handle)
            return .settled
        } catch {
            if let error = error as? PostgresError, error.isOutage { return .databaseDown(batch) }
            if batch.count == 1 {
                await failed(batch[0], error, handler.name)
                return .settled
            }
            logger.debug("batch is done again one by one", metadata: [LoggingKeys.reason: "\(error)"])
            for (index, message) in batch.enumerated() {
                if case .databaseDown = await run([message], handler) {
                    return .databaseDown(Array(batch[index...]))
                }
            }
            return .settled
        }
    }

    private func attempt(
        _ batch: [Incoming], _ handler: WorkerHandler,
        _ handle: @escaping @Sendable ([Incoming], UnitOfWork) async throws -> [Outcome]
    ) async throws {
        let (fresh, committed) = try await database.transaction { transaction in
            let claimed = Set(try await Inbox.claim(batch.map(\.id), in: transaction))
            var seen: Set<Incoming.ID> = []
            let fresh = batch.filter { claimed.contains($0.id) && seen.insert($0.id).inserted }
            let work = UnitOfWork(transaction, source: source)
            if !fresh.isEmpty {
                let outcomes = try await watchdog.limit(handler.name, to: handler.timeLimit) {
                    try await handle(fresh, work)
                }
                try Self.check(outcomes, count: fresh.count)
            }
            return (fresh, try await work.commit())
        }
        relay.handOver(committed.outbox)
        if committed.setTimers { timers.wake() }
        let freshTags = Set(fresh.map(\.delivery.tag))
        settlement.done(fresh)
        settlement.duplicate(batch.filter { !freshTags.contains($0.delivery.tag) })
    }

    /// Lets a batch pass only when all of it is done.
    private static func check(_ outcomes: [Outcome], count: Int) throws {
        precondition(outcomes.count == count, "a handler answered \(outcomes.count) outcomes for \(count) messages")
        for outcome in outcomes {
            switch outcome {
            case .done: break
            case .tooEarly: throw TooEarly()
            case .failed(let failure): throw failure
            }
        }
    }

    private func failed(_ message: Incoming, _ error: any Error, _ handler: String) async {
        if error is TooEarly {
            let failure = Failure(
                .retryAfter(.seconds(1)), code: "too-early", detail: "the rows are older than the event", place: handler
            )
            return await settlement.settle(
                message, as: settlement.fate(of: message, because: failure), because: failure)
        }
        let failure = Self.failure(error, handler)
        await settlement.settle(message, as: settlement.fate(of: message, because: failure), because: failure)
    }

    private static func failure(_ error: any Error, _ handler: String) -> Failure {
        if let error = error as? PostgresError, error.isMissingPartition {
            return Failure(
                .deadLetter, code: "too-old-to-deduplicate",
                detail: "the message is older than the inbox remembers; replay it under a new id", place: handler)
        }
        return Failure(error, place: handler)
    }
}

/// The rows are older than the event.
private struct TooEarly: Error {}

extension Incoming: Identifiable {}
