public import Contracts
public import FoundationEssentials
import JSON
import Logging
public import Postgres
import WorkStore
public import WorkerKit

/// Runs handlers as the runtime does, without a broker: in a transaction that claims the messages, and with the journal
/// for effects. What they announce is returned instead of published.
public struct WorkerHarness: Sendable {
    private let database: PostgresClient
    private let source: String

    /// - Parameters:
    ///   - worker: the process: `notifier`.
    ///   - database: a client with the worker's role, or one whose search path begins with the worker's schema.
    public init(worker: String, database: PostgresClient) {
        self.database = database
        source = "/muster/\(worker)"
    }

    /// A message as the runtime hands it over.
    public func received<Body: Message>(
        _ body: Body, id: UUID = .init(), subject: String = "INC-1", correlationID: UUID? = nil, attempt: Int = 1
    ) -> Received<Body> {
        Received(
            id: id, body: body, subject: subject, time: Date(), correlationID: correlationID, traceparent: nil,
            attempt: attempt)
    }

    /// Hands a batch to a database handler and commits when all of it is done.
    /// - Returns: the outcomes, and the events that were announced with the commit.
    public func handle<Handler: DatabaseHandler>(
        _ batch: [Received<Handler.Body>], with handler: Handler
    ) async throws -> (outcomes: [Outcome], announced: [Envelope]) {
        do {
            return try await database.transaction { transaction in
                let work = UnitOfWork(transaction, source: source)
                let outcomes = try await handler.handle(batch, in: work)
                guard outcomes.allSatisfy({ $0 == .done }) else { throw RolledBack(outcomes: outcomes) }
                return (outcomes, try Self.events(await work.commit().outbox))
            }
        } catch let error as RolledBack {
            return (error.outcomes, [])
        }
    }

    /// Hands a message to a handler with effects, under a lease and with the journal, and runs its completion.
    /// - Returns: the events that were announced.
    public func handle<Handler: EffectHandler>(
        _ message: Received<Handler.Body>, with handler: Handler,
        circuits: CircuitBreakers = CircuitBreakers(metrics: MetricsRegistry())
    ) async throws -> [Envelope] {
        let effects = Effects(
            database: database, messageID: message.id, token: 1, circuits: circuits, attempt: message.attempt,
            logger: Logger(label: source))
        let completion = try await handler.handle(message, effects: effects)
        return try await committing { work in
            try await completion(work)
            effects.writeDown(in: work)
        }
    }

    /// Tells a handler with effects that its message becomes a dead letter.
    /// - Returns: the events that were announced.
    public func giveUp<Handler: EffectHandler>(
        on message: Received<Handler.Body>, because failure: WorkerKit.Failure, with handler: Handler
    ) async throws -> [Envelope] {
        try await committing { try await handler.gaveUp(on: message, because: failure, in: $0) }
    }

    private func committing(
        _ write: @Sendable (UnitOfWork) async throws -> Void
    ) async throws -> [Envelope] {
        try await database.transaction { transaction in
            let work = UnitOfWork(transaction, source: source)
            try await write(work)
            return try Self.events(await work.commit().outbox)
        }
    }

    private static func events(_ rows: [OutboxRow]) throws -> [Envelope] {
        try rows.map { try Envelope(JSONReader(JSON.parse($0.body))) }
    }
}

/// Ends a transaction whose messages are not all done.
private struct RolledBack: Error {
    var outcomes: [Outcome]
}
