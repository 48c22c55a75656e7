public import BrokerTopology
import JSON
public import Postgres

/// Looks at database and broker until everything is settled, or the time is over.
public struct LedgerTaker: Sendable {
    /// Longer than the broker takes to count.
    static let lag: Duration = .seconds(7)

    let client: PostgresClient
    let broker: ManagementClient
    let topology: Topology
    /// How long messages may take to be done before they count where they are.
    let patience: Duration

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - broker: the broker's management API.
    ///   - topology: who consumes what.
    ///   - patience: how long messages may take to be done before they count where they are.
    public init(client: PostgresClient, broker: ManagementClient, topology: Topology, patience: Duration) {
        self.client = client
        self.broker = broker
        self.topology = topology
        self.patience = patience
    }

    /// - Throws: ``PostgresError``, or what the management API refuses.
    public func take() async throws -> Ledger {
        let clock = ContinuousClock()
        let start = clock.now
        var first = try await look()
        var last = first
        while !last.pending.isEmpty || last.outbox > 0 {
            let passed = start.duration(to: clock.now)
            if passed >= max(patience, last.pending.isEmpty ? .zero : Self.lag) { break }
            // What is pending at the end must have been so for longer than the lag.
            if passed <= max(.zero, patience - Self.lag) { first = last }
            try await clock.sleep(for: .milliseconds(500))
            last = try await look()
        }
        let duplicates = try await LedgerDuplicates.find(client)
        let held = try await held(until: max(start + patience, clock.now + Self.lag))
        return Ledger(
            first: first, last: try await look(), held: held, duplicates: duplicates,
            pages: try await LedgerPages.read(client), executions: try await LedgerExecutions.read(client))
    }

    /// What the queues hold. Of what detectors publish themselves only the broker knows, so what it counts of that is
    /// awaited until the deadline: an older count tells of messages that are done.
    private func held(until deadline: ContinuousClock.Instant) async throws -> [String: Ledger.Held] {
        let clock = ContinuousClock()
        var held = Ledger.held(try await countedQueues())
        while let ours = held[Ledger.detectorsWorker], ours.work + ours.retry > 0, clock.now < deadline {
            try await clock.sleep(for: .milliseconds(500))
            held = Ledger.held(try await countedQueues())
        }
        return held
    }

    /// The queues once the broker has counted all of them: what is not counted is not empty.
    private func countedQueues() async throws -> [QueueStatus] {
        let clock = ContinuousClock()
        let limit = max(.seconds(20), patience)
        let deadline = clock.now + limit
        while true {
            let queues = try await broker.queues(topology)
            let uncounted = queues.filter { $0.worker != nil && $0.messages == nil }.map(\.name)
            if uncounted.isEmpty { return queues }
            guard clock.now < deadline else {
                throw OperationsError(
                    "The broker has not counted \(uncounted.joined(separator: ", ")) for \(limit.components.seconds) s, so that nobody "
                        + "can say what is missing. See `muster topology check`, which asks each queue.")
            }
            try await clock.sleep(for: .seconds(1))
        }
    }

    private func look() async throws -> LedgerSnapshot {
        try await LedgerSnapshot.read(client, Consumers(topology), facts: topology.facts)
    }
}
