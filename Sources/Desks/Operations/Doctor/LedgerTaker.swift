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
        let held = Ledger.held(try await broker.queues(topology))
        return Ledger(
            first: first, last: try await look(), held: held, duplicates: duplicates,
            pages: try await LedgerPages.read(client))
    }

    private func look() async throws -> LedgerSnapshot {
        try await LedgerSnapshot.read(client, Consumers(topology), facts: topology.facts)
    }
}
