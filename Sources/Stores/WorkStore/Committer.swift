public import FoundationEssentials
public import Postgres

/// Commits units of work, and does what a commit leaves to do, once: hands the rows of the outbox over to the relay, and wakes
/// the timers when one was set.
public struct Committer: Sendable {
    /// Where a unit of work is a transaction of its own, or a part of another.
    private enum Place {
        case database(PostgresClient)
        case work(UnitOfWork)
    }

    private let place: Place
    private let source: String
    /// Takes rows whose transaction has committed, to publish them at once. Does not block.
    package let handOver: @Sendable ([OutboxRow]) -> Void
    /// Publishes rows whose transaction has committed and waits until the broker has them, for whoever must not be faster than it.
    /// Returns the ids of the rows that it has and that are marked; the others are found by a sweep.
    package let publish: @Sendable ([OutboxRow]) async -> Set<UUID>
    private let wakeTimers: @Sendable () -> Void

    /// - Parameters:
    ///   - source: the process, as messages name their source: `/muster/notifier`.
    ///   - handOver: takes rows whose transaction has committed, to publish them at once; must not block. Rows that it loses
    ///     are found by a sweep, half a minute later.
    ///   - publish: does the same and waits; returns the ids of the rows that the broker has.
    ///   - wakeTimers: looks at the timers again; must not block.
    public init(
        database: PostgresClient, source: String, handOver: @escaping @Sendable ([OutboxRow]) -> Void,
        publish: @escaping @Sendable ([OutboxRow]) async -> Set<UUID>, wakeTimers: @escaping @Sendable () -> Void
    ) {
        place = .database(database)
        self.source = source
        self.handOver = handOver
        self.publish = publish
        self.wakeTimers = wakeTimers
    }

    private init(_ committer: Committer, inside work: UnitOfWork) {
        place = .work(work)
        source = committer.source
        handOver = committer.handOver
        publish = committer.publish
        wakeTimers = committer.wakeTimers
    }

    /// A committer whose units of work are parts of another: what one throws undoes that part alone, and all that remains
    /// commits with the whole. It is valid as long as that unit of work is, and one part follows another.
    public func inside(_ work: UnitOfWork) -> Committer {
        Committer(self, inside: work)
    }

    /// Runs `body` in a transaction, which commits when it returns and rolls back when it throws.
    ///
    /// What `body` leaves to be written travels with the commit, in one round trip. It may be run again by the caller when the
    /// commit's outcome is not known.
    /// - Throws: what `body` throws, or `PostgresError`.
    public func commit<Value: Sendable>(_ body: (UnitOfWork) async throws -> Value) async throws -> Value {
        let database: PostgresClient
        switch place {
        case .database(let client): database = client
        case .work(let work): return try await work.part(body)
        }
        let (value, committed) = try await database.transaction { transaction in
            let work = UnitOfWork(transaction, source: source)
            let value = try await body(work)
            return (value, try await work.commit())
        }
        if !committed.outbox.isEmpty { handOver(committed.outbox) }
        if committed.setTimers { wakeTimers() }
        return value
    }
}
