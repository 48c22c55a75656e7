import AMQP
import FoundationEssentials
import Logging
import Postgres
import ServiceLifecycle
import WorkStore

/// Publishes what was committed: rows that this process hands over in memory right after their commit, and rows that a
/// crash left behind, which a sweep finds.
///
/// A row is marked only after its confirm; a process that dies in between publishes it again under the same message id,
/// and the inbox of the consumer absorbs it. A row that the broker refuses backs off alone. A confirm that comes late counts:
/// until then, or the end of the channel, the row stays leased.
actor OutboxRelay: Service {
    private static let batchSize = 1000
    /// How long confirms are waited for before others have their turn.
    private static let patience: Duration = .seconds(20)
    static let sweepInterval: Duration = .seconds(4)
    /// How long a mark may wait for others: each costs the database a transaction, and nobody waits for it.
    static let markDelay: Duration = .milliseconds(100)
    /// Marks that wait for no others.
    private static let markBatch = 500
    private static let unmarkedRows: Logger.Message = "outbox rows were published and not marked"

    private nonisolated let mailbox = OutboxMailbox(capacity: 20_000)
    private nonisolated let late = LateConfirms()
    private let outbox: Outbox
    private let publications: any Publications
    private let stamp: PublicationStamp
    private let metrics: OutboxMetrics
    private let logger: Logger
    private let sweepInterval: Duration
    private let markDelay: Duration
    /// Rows that the broker has, until they are marked.
    private var unmarked: [UUID] = []
    private var isMarkDue = false

    /// - Parameters:
    ///   - sweepInterval: between two looks for rows that nobody publishes.
    ///   - markDelay: how long a mark waits for others.
    init(
        database: PostgresClient, publications: any Publications, stamp: PublicationStamp, metrics: OutboxMetrics,
        logger: Logger,
        sweepInterval: Duration = OutboxRelay.sweepInterval, markDelay: Duration = OutboxRelay.markDelay
    ) {
        outbox = Outbox(database: database)
        self.publications = publications
        self.stamp = stamp
        self.metrics = metrics
        self.logger = logger
        self.sweepInterval = sweepInterval
        self.markDelay = markDelay
    }

    /// Publishes rows whose transaction has committed. Returns at once.
    nonisolated func handOver(_ rows: [OutboxRow]) {
        if !rows.isEmpty { mailbox.put(rows) }
    }

    /// Publishes rows whose transaction has committed, and waits until the broker has them.
    /// - Returns: the ids of the rows that the broker has and that are marked. The others are rows all the same: the sweep takes
    ///   them when the broker is back.
    func publishNow(_ rows: [OutboxRow]) async -> Set<UUID> {
        guard publications.isReady else { return [] }
        let confirmed = await publish(rows)
        return await writing(Self.unmarkedRows) { try await outbox.mark(confirmed) } ? Set(confirmed) : []
    }

    /// Runs until graceful shutdown, which publishes what was handed over.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.sweepForever() }
                await self.publishHandedOver(&group)
                group.cancelAll()
            }
            await self.mark()
        } onGracefulShutdown: {
            self.mailbox.close()
        }
    }

    private func publishHandedOver(_ group: inout DiscardingTaskGroup) async {
        while true {
            let rows = await mailbox.take()
            if rows.isEmpty { return }
            // Rows that cannot go now are rows all the same: the sweep takes them when the broker is back.
            guard publications.isReady else { continue }
            var rest = rows[...]
            while !rest.isEmpty {
                unmarked += await publish(Array(rest.prefix(Self.batchSize)))
                rest = rest.dropFirst(Self.batchSize)
            }
            if unmarked.count >= Self.markBatch {
                await mark()
            } else if !unmarked.isEmpty, !isMarkDue {
                isMarkDue = true
                group.addTask { await self.markSoon() }
            }
        }
    }

    private func sweepForever() async {
        while !Task.isCancelled {
            do {
                try await outbox.hold(late.waiting())
                let confirmed = await putOff(late.takeSettled())
                _ = await writing(Self.unmarkedRows) { try await outbox.markLate(confirmed) }
                while publications.isReady, try await sweep() == Self.batchSize {}
                try await metrics.observe(outbox)
            } catch {
                logger.debug("outbox sweep failed", metadata: [LoggingKeys.reason: "\(error)"])
            }
            try? await Task.sleep(for: sweepInterval)
        }
    }

    /// Publishes rows that nobody published within their lease. No transaction is open meanwhile.
    private func sweep() async throws -> Int {
        let rows = try await outbox.sweep(atMost: Self.batchSize)
        if !rows.isEmpty {
            let confirmed = await publish(rows)
            _ = await writing(Self.unmarkedRows) { try await outbox.markLate(confirmed) }
        }
        return rows.count
    }

    private func markSoon() async {
        // What is cancelled here is marked at the end.
        guard (try? await Task.sleep(for: markDelay)) != nil else { return }
        isMarkDue = false
        await mark()
    }

    private func mark() async {
        let ids = unmarked
        unmarked = []
        _ = await writing(Self.unmarkedRows) { try await outbox.mark(ids) }
    }

    /// Publishes rows, and puts off those that the broker refuses.
    /// - Returns: the ids of those that it has, which are to be marked.
    private func publish(_ rows: [OutboxRow]) async -> [UUID] {
        let late = late
        let ids = rows.map(\.id)
        let outcomes = await publications.publish(
            rows.map { $0.publication(stamp) }, timeout: Self.patience,
            late: { late.settle(ids[$0], $1) })
        let unconfirmed = zip(ids, outcomes).filter { $0.1.mayBeConfirmedLate }.map(\.0)
        late.expect(unconfirmed)
        do {
            try await outbox.hold(unconfirmed)
        } catch {
            logger.debug("outbox rows could not be held", metadata: [LoggingKeys.reason: "\(error)"])
        }
        return await putOff(zip(ids, outcomes).map { (row: $0, outcome: $1) })
    }

    /// Puts off what the broker refused. What nobody knows is published again when its lease ends.
    /// - Returns: the rows that the broker has, which are to be marked.
    private func putOff(_ outcomes: [(row: UUID, outcome: PublishOutcome)]) async -> [UUID] {
        if outcomes.isEmpty { return [] }
        var confirmed: [UUID] = []
        var refused: [UUID] = []
        for (row, outcome) in outcomes {
            switch outcome {
            case .confirmed: confirmed.append(row)
            case .nacked, .returned: refused.append(row)
            case .unknown: break
            }
        }
        metrics.published(confirmed: confirmed.count, refused: refused.count)
        if !refused.isEmpty {
            logger.warning("the broker refused messages", metadata: [LoggingKeys.count: "\(refused.count)"])
            _ = await writing("refused outbox rows were not put off") { try await outbox.backOff(refused) }
        }
        return confirmed
    }

    /// - Parameter failure: what the log says when the database does not take it; a later sweep finds the rows.
    /// - Returns: whether it is written down.
    private func writing(_ failure: Logger.Message, _ write: () async throws -> Void) async -> Bool {
        do {
            try await write()
            return true
        } catch {
            logger.warning(failure, metadata: [LoggingKeys.reason: "\(error)"])
            return false
        }
    }
}

extension PublishOutcome {
    /// Whether the message was sent, and the broker may still say what became of it.
    fileprivate var mayBeConfirmedLate: Bool {
        if case .unknown(let error) = self { error.code == .timeout } else { false }
    }
}
