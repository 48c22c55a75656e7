import AMQP
import Logging
import Postgres
import WorkStore

/// Runs database handlers: claims, rows and announcements of a batch in one transaction; when that fails, one by one.
struct BatchRunner: Sendable {
    let committer: Committer
    let settlement: Settlement
    let watchdog: Watchdog
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
        let fresh = try await committer.commit { work in
            let claimed = Set(try await Inbox.claim(batch.map(\.id), in: work))
            var seen: Set<Incoming.ID> = []
            let fresh = batch.filter { claimed.contains($0.id) && seen.insert($0.id).inserted }
            if !fresh.isEmpty {
                let outcomes = try await watchdog.limit(handler.name, to: handler.timeLimit) {
                    try await handle(fresh, work)
                }
                try Self.check(outcomes, count: fresh.count)
            }
            return fresh
        }
        let freshTags = Set(fresh.map(\.delivery.tag))
        settlement.done(fresh)
        settlement.duplicate(batch.filter { !freshTags.contains($0.delivery.tag) })
    }

    /// Lets a batch pass only when all of it is done.
    static func check(_ outcomes: [Outcome], count: Int) throws {
        guard outcomes.count == count else {
            throw Failure(
                .deadLetter, code: "wrong-outcomes",
                detail: "the handler answered \(outcomes.count) outcomes for \(count) messages: a fault in the worker")
        }
        for outcome in outcomes {
            if case .failed(let failure) = outcome { throw failure }
        }
    }

    private func failed(_ message: Incoming, _ error: any Error, _ handler: String) async {
        let failure = Failure(error, place: handler)
        await settlement.settle(message, as: settlement.fate(of: message, because: failure), because: failure)
    }
}

extension Incoming: Identifiable {}
