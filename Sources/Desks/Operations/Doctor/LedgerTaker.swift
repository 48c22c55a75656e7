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
        let held = Ledger.held(try await countedQueues())
        return Ledger(
            first: first, last: try await look(), held: held, duplicates: duplicates,
            pages: try await LedgerPages.read(client))
    }

    /// The queues once the broker has counted all of them: what is not counted is not empty.
    private func countedQueues() async throws -> [QueueStatus] {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(20)
        while true {
            let queues = try await broker.queues(topology)
            let uncounted = queues.filter { $0.worker != nil && $0.messages == nil }.map(\.name)
            if uncounted.isEmpty { return queues }
            guard clock.now < deadline else {
                throw OperationsError(
                    "The broker has not counted \(uncounted.joined(separator: ", ")) for 20 s, so that nobody can say what is "
                        + "missing. See `muster topology check`, which asks each queue.")
            }
            try await clock.sleep(for: .seconds(1))
        }
    }

    private func look() async throws -> LedgerSnapshot {
        try await LedgerSnapshot.read(client, Consumers(topology), facts: topology.facts)
    }
}
